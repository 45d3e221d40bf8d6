//go:build tools

// Package engines pins Pulumi's Go language host, which is built from here.
package engines

import _ "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go"
