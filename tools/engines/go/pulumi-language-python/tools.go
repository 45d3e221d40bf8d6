//go:build tools

// Package engines pins Pulumi's Python language host, which is built from here.
package engines

import _ "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python"
