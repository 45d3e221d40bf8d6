#!/usr/bin/env node
import { main } from "@pulumi/pulumi/provider/server.js";
import { MtaStsProvider } from "./provider.js";

// Pulumi runs it as an executable on PATH, or loads it as a plugin that `PulumiPlugin.yaml` describes: it serves either way.
void main(new MtaStsProvider(), process.argv.slice(2));
