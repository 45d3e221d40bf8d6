import type { IResolvable } from "cdktf";

/** A name of Terraform's as the bindings spell it. */
type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

type Leaf = string | number | boolean | undefined;

/** The same type, in the bindings' names, and as changeable as theirs. Names of a map's own stay as they are. */
type Renamed<T> = T extends Leaf
  ? T
  : T extends readonly (infer Item)[]
    ? Renamed<Item>[]
    : string extends keyof T
      ? { [K in keyof T]: T[K] }
      : { -readonly [K in keyof T as Camel<K & string>]: Renamed<T[K]> };

/** What an attribute takes when nothing is known only later. */
type Plain<T> = Exclude<T, IResolvable | undefined>;

type Item<T> = T extends readonly (infer I)[] ? I : T;

type Optional<T, K extends keyof T> = Partial<Pick<T, K>> extends Pick<T, K> ? true : false;

type Required<T> = { [K in keyof T]-?: Optional<T, K> extends true ? never : K }[keyof T];

/** Names that the bindings do not know, and those that they insist on. */
type NameProblems<Ours, Theirs, Path extends string> =
  | `${Path}${Exclude<keyof Ours, keyof Theirs> & string} is unknown`
  | `${Path}${Exclude<Required<Theirs>, Required<Ours>> & string} is required`;

type MemberProblems<Ours, Theirs, Path extends string> = {
  [K in keyof Ours & keyof Theirs & string]-?: Problems<Plain<Ours[K]>, Plain<Theirs[K]>, `${Path}${K}`>;
}[keyof Ours & keyof Theirs & string];

/** A single block is an object to us, and in the bindings an object, too, or else a list. */
type Problems<Ours, Theirs, Path extends string> = Ours extends Leaf
  ? Ours extends Theirs
    ? never
    : `${Path} has another type`
  : Ours extends readonly (infer OurItem)[]
    ? Theirs extends readonly (infer TheirItem)[]
      ? Problems<OurItem, Plain<TheirItem>, `${Path}[]`>
      : `${Path} is no list`
    : Item<Theirs> extends Leaf
      ? `${Path} has another type`
      : string extends keyof Ours
        ? string extends keyof Item<Theirs>
          ? never
          : `${Path} is no map`
        : NameProblems<Ours, Item<Theirs>, `${Path}.`> | MemberProblems<Ours, Item<Theirs>, `${Path}.`>;

/** Everything in which the arguments of a resource differ from its bindings: `never` where nothing does. */
export type Differences<Args, Config> =
  NameProblems<Renamed<Args>, Config, ""> | MemberProblems<Renamed<Args>, Config, "">;

/** Compiles where nothing differs. */
export type Nothing<D extends never> = D;
