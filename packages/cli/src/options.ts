import { InvalidArgumentError, Option, type Command } from "commander";
import type { NodePortsOptions } from "@mtasts/check";
import { failLevels, type FailLevel } from "./severity";

/** What every command takes that looks at the internet. */
export interface NetworkFlags {
  readonly resolver?: NonNullable<NodePortsOptions["resolver"]>;
  readonly ca?: string;
  readonly timeout: number;
  readonly allowPrivate?: true;
  readonly httpsPort?: number;
  readonly smtpPort?: number;
}

/** Adds what is told to the network. */
export function withNetworkOptions(command: Command): Command {
  return command
    .addOption(new Option("--resolver <ip:port>", "name server to ask, instead of the system's").argParser(parseServer))
    .option("--ca <file>", "PEM certificates to trust, in place of the usual authorities")
    .addOption(new Option("--timeout <seconds>", "longest time for a domain").argParser(parseSeconds).default(60))
    .option("--allow-private", "connect to private addresses too, for a network of your own")
    .addOption(new Option("--https-port <port>", "port of policy hosts, for a test bed").argParser(parsePort))
    .addOption(new Option("--smtp-port <port>", "port of mail hosts, for a test bed").argParser(parsePort));
}

/** Adds the level of severity from which a command fails. */
export function withFailOn(command: Command): Command {
  return command.addOption(
    new Option("--fail-on <severity>", "exit with 1 from this severity on")
      .choices(failLevels)
      .default("error" satisfies FailLevel),
  );
}

/** A whole number within bounds. */
export function parseCount(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,10}$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

const parsePort = parseCount(1, 65_535);
const parseSeconds = parseCount(1, 600);

/** `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53`, `[2001:db8::53]:5353`. */
function parseServer(text: string): NonNullable<NetworkFlags["resolver"]> {
  const [, bracketed, plain, port = "53"] =
    /^(?:\[([0-9a-fA-F:.]+)\]|(\d+\.\d+\.\d+\.\d+))(?::(\d+))?$/.exec(text) ?? [];
  const bare = /^[0-9a-fA-F]*:[0-9a-fA-F:.]*$/.test(text) ? text : undefined;
  const address = bracketed ?? plain ?? bare;
  if (address === undefined)
    throw new InvalidArgumentError("Give an IP address, such as 192.0.2.53 or [2001:db8::53]:5353.");
  return { address, port: parsePort(port) };
}

/** A moment: a date, a date with time, or seconds since 1970. Returns seconds. */
export function parseMoment(text: string): number {
  if (/^\d{9,11}$/.test(text)) return Number(text);
  // A date without a zone would mean another moment on every machine.
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const milliseconds = isDate ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw new InvalidArgumentError("Give a date, such as 2026-11-01 or 2026-11-01T12:00:00Z, or seconds since 1970.");
  }
  return Math.floor(milliseconds / 1_000);
}
