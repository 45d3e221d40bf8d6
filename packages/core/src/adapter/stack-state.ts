import { isRecord } from "../json";

/** Which stack of which project. */
export interface StackName {
  readonly stack: string;
  readonly project: string;
}

/** A resource as the state has it. */
export interface StateResource {
  readonly urn: string;
  /** The types of its parents and its own, joined by `$`. */
  readonly path: string;
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** More than any engine handles, and a bound on what is kept. */
const MAX_RESOURCES = 1_000_000;

/** Longer names are not of this package's making. */
const MAX_NAME = 1_024;

/** The signature by which the engine marks a value as special, and that of a secret. */
const MARK = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** The resources of this one stack in an object of URNs. */
export function resourcesIn(state: unknown, { stack, project }: StackName): readonly StateResource[] {
  const byUrn = withoutSecretMarks(state);
  if (!isRecord(byUrn)) return [];
  const start = `urn:pulumi:${stack}::${project}::`;
  return Object.entries(byUrn)
    .slice(0, MAX_RESOURCES)
    .flatMap(([urn, wrapped]): readonly StateResource[] => {
      const resource = withoutSecretMarks(wrapped);
      if (!urn.startsWith(start) || !isRecord(resource)) return [];
      const rest = urn.slice(start.length);
      const seam = rest.indexOf("::");
      const { type } = resource;
      const name = rest.slice(seam + 2);
      if (seam < 0 || typeof type !== "string" || name.length > MAX_NAME) return [];
      return [{ urn, path: rest.slice(0, seam), type, name, outputs: plainOutputs(resource["outputs"]) }];
    });
}

/** The value without the mark of a secret around it. */
export function withoutSecretMarks(value: unknown): unknown {
  return isRecord(value) && value[MARK] === SECRET && "value" in value ? value["value"] : value;
}

function plainOutputs(outputs: unknown): Readonly<Record<string, unknown>> {
  const known = withoutSecretMarks(outputs);
  if (!isRecord(known)) return {};
  return Object.fromEntries(Object.entries(known).map(([name, value]) => [name, withoutSecretMarks(value)]));
}

/** The longest beginning of a child's name, up to a hyphen, that is the name of a component. */
export function resourceNamed(child: string, isKnown: (start: string) => boolean): string | undefined {
  for (let end = child.lastIndexOf("-"); end > 0; end = child.lastIndexOf("-", end - 1)) {
    const start = child.slice(0, end);
    if (isKnown(start)) return start;
  }
  return undefined;
}

/** A child's name without that of its component. */
export function keyOf(child: string, component: string): string {
  return child.slice(component.length + 1);
}
