/**
 * Configuration texts, JSON or YAML, parsed into values that know their lines, so that whoever finds fault with a field
 * can say where it is.
 * @module
 */

/** A parsed value. Objects are maps, so that no key means anything to JavaScript. */
export type SourceValue = null | boolean | number | string | SourceValue[] | SourceObject;

/** An object of a configuration text, its keys in the order of the text. */
export type SourceObject = Map<string, SourceValue>;

/** Where a value stands: keys and indices from the root. */
export type Path = readonly (string | number)[];

/** A parsed text. */
export interface Source {
  readonly root: SourceValue;
  /** Line of the value at `path`, from 1; that of the nearest thing around it if the exact one is not known. */
  lineOf(path: Path): number;
}

/** What is wrong with a text. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  /** What is wrong and what to do, without any value that may be secret. */
  readonly message: string;
}

/** Outcome of a parser of texts. */
export type Parsed =
  | { readonly type: "source"; readonly source: Source }
  | { readonly type: "problem"; readonly problem: Problem };

/** How deep objects and lists may be nested. */
export const MAX_DEPTH = 32;

/** How many values a text may have. A YAML text of a few lines can have billions, by aliases of aliases. */
export const MAX_VALUES = 500_000;

/** Wraps a problem. */
export function problemAt(line: number, message: string): Parsed {
  return { type: "problem", problem: { line, message } };
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let i = text.indexOf("\n"); i >= 0 && i < offset; i = text.indexOf("\n", i + 1)) line++;
  return line;
}
