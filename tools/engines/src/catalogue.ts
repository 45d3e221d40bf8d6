import path from "node:path";

/** A published Go module: a later one under the same version is refused. */
export interface GoRelease {
  /** Its path and its version. */
  readonly module: string;
  /** What Go calls its hash, as in a `go.sum`. */
  readonly sum: string;
}

/** A program that the tests and the demo run. */
export interface Program {
  /** Its name on PATH. */
  readonly name: string;
  /** What it is, for messages. */
  readonly title: string;
  /** Where a user gets it ready-made. */
  readonly homepage: string;
}

/** A program that can be built where it is not installed. */
export interface Engine extends Program {
  /** The version that is built when no other is installed. */
  readonly version: string;
  /** The folder of the Go module that is built. @default the one in `go/<name>`, which holds nothing but locked versions */
  readonly goModule?: string;
  /** A published Go module that is built as it was released, with the dependencies that it locks itself. */
  readonly goRelease?: GoRelease;
  /** The Go package that is built, from that module. */
  readonly goPackage: string;
  /** Flags for Go's linker. */
  readonly ldflags: string;
  /** Files that the program wants beside itself, as seen from that package. @default none */
  readonly companions?: readonly string[];
}

const pulumiVersion = "3.200.0";

/** Pulumi's command line, with the deployment engine in it. */
export const pulumiCli: Engine = {
  name: "pulumi",
  title: "the Pulumi CLI",
  version: pulumiVersion,
  goPackage: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  ldflags: `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pulumiVersion}`,
  homepage: "https://www.pulumi.com/docs/install/",
};

/** What the Pulumi engine starts to run a Node.js program. A Pulumi installation has it beside `pulumi`. */
export const nodejsLanguageHost: Engine = {
  name: "pulumi-language-nodejs",
  title: "Pulumi's Node.js language host",
  // Later versions moved into a Go module that is not published.
  version: "3.60.0",
  goPackage: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  ldflags: "-s -w",
  homepage: "https://www.pulumi.com/docs/install/",
};

/** What the Pulumi engine starts to run a Python program. A Pulumi installation has it beside `pulumi`. */
export const pythonLanguageHost: Engine = {
  name: "pulumi-language-python",
  title: "Pulumi's Python language host",
  version: nodejsLanguageHost.version,
  goPackage: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
  ldflags: "-s -w",
  companions: ["../pulumi-language-python-exec"],
  homepage: "https://www.pulumi.com/docs/install/",
};

/** What the Pulumi engine starts to run a program in Go. A Pulumi installation has it beside `pulumi`. */
export const goLanguageHost: Engine = {
  name: "pulumi-language-go",
  title: "Pulumi's Go language host",
  version: nodejsLanguageHost.version,
  goPackage: "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go",
  ldflags: "-s -w",
  homepage: "https://www.pulumi.com/docs/install/",
};

/** What the Pulumi engine starts to run a program in YAML. A Pulumi installation has it beside `pulumi`. */
export const yamlLanguageHost: Engine = {
  name: "pulumi-language-yaml",
  title: "Pulumi's YAML language host",
  version: "1.25.0",
  goPackage: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  ldflags: "-s -w",
  homepage: "https://www.pulumi.com/docs/install/",
};

/**
 * Writes SDKs as `pulumi package gen-sdk` does, with the same generators: those of that command are in language hosts that are not
 * published as Go modules.
 */
export const sdkGenerator: Engine = {
  name: "pulumi-gen-sdk",
  title: "the generator of Pulumi SDKs",
  version: pulumiVersion,
  goModule: path.join(__dirname, "..", "go", "pulumi-gen-sdk"),
  goPackage: ".",
  ldflags: "-s -w",
  homepage: "https://www.pulumi.com/docs/install/",
};

/** All that the Pulumi suites need, but for those in other languages. */
export const pulumiEngines: readonly Engine[] = [pulumiCli, nodejsLanguageHost];

const openTofuVersion = "1.12.6";

/** OpenTofu's command line. */
export const openTofu: Engine = {
  name: "tofu",
  title: "OpenTofu",
  version: openTofuVersion,
  // Another module that requires it would be given other versions of what it is built from.
  goRelease: {
    module: `github.com/opentofu/opentofu@v${openTofuVersion}`,
    sum: "h1:0VT4P8pMmGcCUnQ9JDrJ+Qg2d35Vzm4FFd/9+H7oF98=",
  },
  goPackage: "./cmd/tofu",
  ldflags: "-s -w -X github.com/opentofu/opentofu/version.dev=no",
  homepage: "https://opentofu.org/docs/intro/install/",
};

/** Terraform's command line. Nothing that it could be built from is published as a Go module. */
export const terraform: Program = {
  name: "terraform",
  title: "Terraform",
  homepage: "https://developer.hashicorp.com/terraform/install",
};
