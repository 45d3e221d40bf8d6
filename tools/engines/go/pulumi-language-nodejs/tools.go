//go:build tools

// Package engines pins Pulumi's Node.js language host, which is built from here.
package engines

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
