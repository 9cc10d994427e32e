/**
 * YAML that knows its lines, more or less: the library tells no places of values, so the line of a field is looked up
 * by indentation when somebody asks. Times stay texts (the core schema).
 * @module
 */
import { parse } from "@std/yaml";
import {
  MAX_DEPTH,
  MAX_VALUES,
  type Parsed,
  type Path,
  problemAt,
  type SourceValue,
} from "./source.ts";

/** Parses a YAML text of one document. An empty one is null. */
export function parseYamlSource(text: string): Parsed {
  let document: unknown;
  try {
    document = parse(text, { schema: "core" });
  } catch (error) {
    return describeError(text, error instanceof Error ? error.message : "");
  }
  const budget = { values: MAX_VALUES };
  const root = toSourceValue(document, 0, budget);
  if (root === undefined) {
    return problemAt(
      1,
      budget.values < 0
        ? "aliases make too many values of this text: write them out"
        : `it has a value that is no text, number, list or object, or more than ${MAX_DEPTH} levels`,
    );
  }
  return { type: "source", source: { root, lineOf: (path) => lineOf(text, path) } };
}

/** The library's message has the place at its end, and quotes the text, which may be secret. */
function describeError(text: string, message: string): Parsed {
  const place = /\bat line (\d+), column \d+/.exec(message);
  const what = message.slice(0, place?.index ?? message.length).split("\n")[0] ?? "";
  const safe = what.replace(/"[^"]*"?|'[^']*'?|<[^>]*>?/g, "(…)").trim() || "this is not YAML";
  // It finds the end of a text on the line after the last one.
  const last = text.trimEnd().split("\n").length;
  const line = Math.min(last, Number(place?.[1] ?? 1));
  return problemAt(line, `${safe}: correct it, or put the text there in quotes`);
}

/** A copy in our own types; undefined if the value is none of them, too deep (a loop of aliases) or too large. */
function toSourceValue(
  value: unknown,
  depth: number,
  budget: { values: number },
): SourceValue | undefined {
  if (depth > MAX_DEPTH || --budget.values < 0) return undefined;
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (typeof value !== "object") return undefined;
  if (Array.isArray(value)) {
    const list: SourceValue[] = [];
    for (const item of value) {
      const copy = toSourceValue(item, depth + 1, budget);
      if (copy === undefined) return undefined;
      list.push(copy);
    }
    return list;
  }
  const object = new Map<string, SourceValue>();
  for (const [key, item] of Object.entries(value)) {
    const copy = toSourceValue(item, depth + 1, budget);
    if (copy === undefined) return undefined;
    object.set(key, copy);
  }
  return object;
}

/** A key or the dash of a list item, where it stands in the text. */
interface Mark {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Null for a dash. */
  readonly key: string | null;
}

/** Follows `path` by indentation as far as that shows it; what is written in brackets has the line of its owner. */
function lineOf(text: string, path: Path): number {
  const marks = outline(text);
  let line = marks[0]?.line ?? 1;
  let from = 0;
  let to = marks.length;
  for (const step of path) {
    const owner = findStep(marks, from, to, step);
    if (owner < 0) break;
    line = marks[owner]!.line;
    from = owner + 1;
    to = endOfBlock(marks, owner, to);
  }
  return line;
}

/** All keys and dashes that begin a line, after any dashes. */
function outline(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    let rest = line.trimStart();
    while (rest === "-" || rest.startsWith("- ")) {
      marks.push({ line: index + 1, column: line.length - rest.length, key: null });
      rest = rest.slice(1).trimStart();
    }
    const colon = rest.indexOf(":");
    if (colon <= 0 || rest.startsWith("#")) continue;
    const key = rest.slice(0, colon).trim().replace(/^(["'])(.*)\1$/, "$2");
    marks.push({ line: index + 1, column: line.length - rest.length, key });
  }
  return marks;
}

/** Index of the mark of a key, or of the item of that number, among the outermost marks of a range; -1 for none. */
function findStep(
  marks: readonly Mark[],
  from: number,
  to: number,
  step: string | number,
): number {
  const column = marks[from]?.column;
  let items = 0;
  for (let i = from; i < to; i++) {
    const mark = marks[i]!;
    if (mark.column !== column) continue;
    if (mark.key === null ? items++ === step : mark.key === step) return i;
  }
  return -1;
}

/** Where the block ends that belongs to a mark. Items of a key's list may stand as far left as the key itself. */
function endOfBlock(marks: readonly Mark[], owner: number, to: number): number {
  const { column, key } = marks[owner]!;
  for (let i = owner + 1; i < to; i++) {
    const mark = marks[i]!;
    const inside = mark.column > column ||
      (mark.column === column && key !== null && mark.key === null);
    if (!inside) return i;
  }
  return to;
}
