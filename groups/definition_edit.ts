/**
 * Editing the text of a group file: only what changes is touched, so that a file keeps its format, the order of its fields and, in
 * YAML, its comments.
 * @module
 */
import type { Description } from "./description.ts";
import {
  type DescriptionFormat,
  descriptionToJson,
  parseDescription,
} from "./description_format.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Problem } from "./source.ts";
import { parsePlainYaml } from "./source_yaml.ts";

/** What becomes of a definition, in the fields of `descriptionToJson`: null for none. */
export type Change = (current: JsonObject | null) => JsonObject | null;

/**
 * Outcome of an edit.
 * - `text`: the new text and what it means;
 * - `removed`: the file is to go;
 * - `unchanged`: there is nothing to write;
 * - `broken`: the file as it is cannot be read, so that it must not be written over;
 * - `invalid`: the change would make a file that cannot be read.
 */
export type Edited =
  | { readonly type: "text"; readonly text: string; readonly description: Description }
  | { readonly type: "removed" | "unchanged" }
  | { readonly type: "broken" | "invalid"; readonly problem: Problem };

/** The fields that an old file may have instead of users. */
const OBSOLETE = ["op", "presenter", "other", "allow-subgroups", "allow-anonymous"];

/** Galène's. */
const JSON_INDENT = 4;

/** Applies a change to the text of a file, null for a file that is not there. Never throws. */
export function editDefinition(
  text: string | null,
  format: DescriptionFormat,
  change: Change,
): Edited {
  if (text === null) return finish("", format, change(null), null, null);
  const parsed = parseDescription(text, format);
  // A file in error may be removed, and nothing else.
  if (parsed.type === "problem") {
    return change(null) === null
      ? { type: "removed" }
      : { type: "broken", problem: parsed.problem };
  }
  const before = descriptionToJson(parsed.description);
  return finish(text, format, change(before), before, parsed.description);
}

function finish(
  text: string,
  format: DescriptionFormat,
  after: JsonObject | null,
  before: JsonObject | null,
  description: Description | null,
): Edited {
  if (after === null) return { type: before === null ? "unchanged" : "removed" };
  if (before !== null && description !== null && isSame(before, after)) {
    return { type: "unchanged" };
  }
  const wanted = parseDescription(JSON.stringify(after), "json");
  if (wanted.type === "problem") return { type: "invalid", problem: wanted.problem };
  const meaning = descriptionToJson(wanted.description);
  const edit = format === "json" ? writeJson : writeYaml;
  // A file may say one thing twice, in ways that a change of one leaves the other: then it is written anew.
  for (const [base, fields] of [[text, before ?? {}], ["", {}]] as const) {
    const written = edit(base, fields, after);
    const parsed = parseDescription(written, format);
    if (parsed.type === "problem") continue;
    const { description } = parsed;
    if (isSame(descriptionToJson(description), meaning)) {
      return { type: "text", text: written, description };
    }
  }
  throw new Error("a definition cannot be read as it was written");
}

function writeJson(text: string, before: JsonObject, after: JsonObject): string {
  const raw = text.trim() === "" ? {} : JSON.parse(text.replace(/^\ufeff/, "")) as JsonObject;
  const upgraded = Object.keys(raw).some((name) => OBSOLETE.includes(name));
  const all = upgraded ? after : merge([], raw, before, after);
  return JSON.stringify(all, null, JSON_INDENT) + "\n";
}

/** What differs between `before` and `after`, laid over `raw`. */
function merge(
  path: readonly string[],
  raw: JsonObject,
  before: JsonObject,
  after: JsonObject,
): JsonObject {
  const merged = new Map(Object.entries(raw));
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const from = own(before, name);
    const to = own(after, name);
    if (isSame(from, to)) continue;
    const written = spelling(path, merged.keys(), name);
    const inside = merged.get(written);
    if (to === undefined) merged.delete(written);
    else if (isObject(inside) && isObject(from) && isObject(to)) {
      merged.set(written, merge([...path, name], inside, from, to));
    } else merged.set(written, to);
  }
  return Object.fromEntries(merged);
}

function writeYaml(text: string, before: JsonObject, after: JsonObject): string {
  const document = parsePlainYaml(text);
  const raw = document.toJS() as unknown;
  const upgraded = isObject(raw) && Object.keys(raw).some((name) => OBSOLETE.includes(name));
  if (!isObject(raw)) document.contents = document.createNode({}) as typeof document.contents;
  for (const name of upgraded ? OBSOLETE : []) document.delete(name);
  const laid = (path: readonly string[], from: JsonObject, to: JsonObject) => {
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
      const old = own(from, name);
      const value = own(to, name);
      if (isSame(old, value) && !upgraded) continue;
      const written = spelling(path, namesAt(document.toJS(), path), name);
      const at = [...path, written];
      const there = document.getIn(at) !== undefined;
      if (isSame(old, value) && there) continue;
      if (value === undefined) document.deleteIn(at);
      else if (there && isObject(old) && isObject(value)) laid(at, old, value);
      // A mere text or number goes into the node that is there, which keeps its quotes and its comment.
      else document.setIn(at, typeof value === "object" ? document.createNode(value) : value);
    }
  };
  laid([], before, after);
  return document.toString({ lineWidth: 0 });
}

function namesAt(root: unknown, path: readonly string[]): string[] {
  let value = root;
  for (const step of path) value = isObject(value) ? own(value, step) : undefined;
  return isObject(value) ? Object.keys(value) : [];
}

/** A field as the file spells it, which may differ in case; names of users may not. */
function spelling(path: readonly string[], names: Iterable<string>, name: string): string {
  if (path.length === 1 && path[0]!.toLowerCase() === "users") return name;
  let alike = name;
  for (const each of names) {
    if (each === name) return name;
    if (each.toLowerCase() === name.toLowerCase()) alike = each;
  }
  return alike;
}

function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two values are the same; the order of fields does not count. */
export function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  }
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a);
    return names.length === Object.keys(b).length &&
      names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]));
  }
  return a === b;
}
