/** A program that the tests and the demo run, and how to get it where it is not installed. */
export interface Engine {
  /** The program's name on PATH. */
  readonly name: string;
  /** What it is, for messages. */
  readonly title: string;
  /** The version that is built when no other is installed. */
  readonly version: string;
  /** The folder of the Go module that is built. @default the one in `go/<name>`, which holds nothing but locked versions */
  readonly goModule?: string;
  /** The Go package that is built, from that module. */
  readonly goPackage: string;
  /** Flags for Go's linker. */
  readonly ldflags: string;
  /** Where a user gets it ready-made. */
  readonly homepage: string;
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

/** All that the Pulumi suites need. */
export const pulumiEngines: readonly Engine[] = [pulumiCli, nodejsLanguageHost];
