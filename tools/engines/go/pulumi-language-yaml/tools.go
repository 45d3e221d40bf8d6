//go:build tools

// Package engines pins Pulumi's YAML language host, which is built from here.
package engines

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
