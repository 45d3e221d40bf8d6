//go:build tools

// Package engines pins the Pulumi CLI, which is built from here.
package engines

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
