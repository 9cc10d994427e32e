/**
 * Reads typed fields out of a parsed configuration text. Readers never fail: they note what is wrong, say what to do,
 * and return something harmless; the first note is what people get to see.
 * @module
 */
import type { JsonObject, JsonValue } from "./json.ts";
import type { Path, Problem, Source, SourceObject, SourceValue } from "./source.ts";
import { suggest } from "./suggest.ts";

/** A place in a text, and where notes on it go. */
export interface Place {
  readonly path: Path;
  readonly notes: Notes;
}

/** What there is to say about a text: the first {@linkcode MAX_NOTES} errors, and as many warnings. */
export interface Notes {
  /** Why it cannot be used. */
  readonly errors: Note[];
  /** What is odd about it, or without effect. */
  readonly warnings: Note[];
}

/** How much is said at once: nobody reads more, and to find the lines of a hundred thousand would take minutes. */
const MAX_NOTES = 20;

/** One thing to say about a place. */
export interface Note {
  readonly path: Path;
  readonly message: string;
}

/** Readers of the fields of an object, by name, each laying one field into a draft. */
export type FieldReaders<Draft> = ReadonlyMap<
  string,
  (draft: Draft, value: SourceValue, place: Place) => void
>;

/** The place of a whole text. */
export function rootPlace(): Place {
  return { path: [], notes: { errors: [], warnings: [] } };
}

/** The place of a member of what stands at `place`. */
export function inside(place: Place, step: string | number): Place {
  return { path: [...place.path, step], notes: place.notes };
}

/** Notes that a text cannot be used. */
export function noteError(place: Place, message: string): void {
  addNote(place.notes.errors, place, message);
}

/** Notes that something is odd. */
export function noteWarning(place: Place, message: string): void {
  addNote(place.notes.warnings, place, message);
}

function addNote(notes: Note[], { path }: Place, message: string): void {
  if (notes.length < MAX_NOTES) notes.push({ path, message });
}

/** Gives a note its line. */
export function toProblem(source: Source, note: Note): Problem {
  return { line: source.lineOf(note.path), message: note.message };
}

/**
 * Reads an object by the readers of its fields. A field that is null counts as absent. Names are matched without
 * regard to case if need be, since Galène's parser does so; unknown ones are errors.
 */
export function readFields<Draft>(
  draft: Draft,
  readers: FieldReaders<Draft>,
  value: SourceValue,
  place: Place,
): void {
  const object = readObject(value, place);
  if (object === null) return;
  for (const [name, field] of object) {
    if (place.notes.errors.length === MAX_NOTES) return;
    const known = readers.has(name) ? name : canonicalName(readers, name);
    const reader = readers.get(known);
    if (reader === undefined) noteUnknownField(readers, name, place);
    else if (field !== null) reader(draft, field, inside(place, name));
  }
}

/** Reads an object, null if it is none. */
export function readObject(value: SourceValue, place: Place): SourceObject | null {
  if (value instanceof Map) return value;
  noteType(place, "an object", value);
  return null;
}

/** Reads a text, "" if it is none. */
export function readText(value: SourceValue, place: Place): string {
  if (typeof value === "string") return value;
  noteType(place, "text", value);
  return "";
}

/** Reads a truth value, false if it is none. */
export function readFlag(value: SourceValue, place: Place): boolean {
  if (typeof value === "boolean") return value;
  noteType(place, "true or false", value);
  return false;
}

/** Reads a whole number, 0 if it is none. */
export function readInteger(value: SourceValue, place: Place): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  noteType(place, "a whole number", value);
  return 0;
}

/** Reads a list with a reader of its items, an empty one if it is none. */
export function readList<T>(
  value: SourceValue,
  place: Place,
  readItem: (value: SourceValue, place: Place) => T,
): T[] {
  if (Array.isArray(value)) return value.map((item, i) => readItem(item, inside(place, i)));
  noteType(place, "a list", value);
  return [];
}

/** Reads a time in the format of RFC 3339 into Unix milliseconds, null if it is none. */
export function readTime(value: SourceValue, place: Place): number | null {
  const text = readText(value, place);
  if (typeof value !== "string") return null;
  const match =
    /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d(?:\.\d{1,9})?)([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/
      .exec(text);
  if (match !== null) {
    const [, date, time, zone] = match;
    const timeMs = Date.parse(`${date}T${time}${zone!.toUpperCase()}`);
    // JavaScript takes 30 February for 2 March.
    if (new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date!) && !Number.isNaN(timeMs)) {
      return timeMs;
    }
  }
  noteError(place, `${label(place)} must be a time such as 2026-09-01T08:30:00Z`);
  return null;
}

/** Reads an object of whatever JSON allows. */
export function readJsonObject(value: SourceValue, place: Place): JsonObject {
  const object = readObject(value, place);
  return object === null ? {} : toJsonObject(object);
}

/** The name of what stands at a place, for messages: its keys, joined by dots. */
export function label(place: Place): string {
  const name = place.path.map((step) => shorten(String(step))).join(".");
  return place.path.length === 0 ? "the file" : JSON.stringify(name);
}

function toJsonObject(object: SourceObject): JsonObject {
  // `fromEntries` makes own properties of all keys, "__proto__" included.
  return Object.fromEntries([...object].map(([key, value]) => [key, toJson(value)]));
}

function toJson(value: SourceValue): JsonValue {
  if (Array.isArray(value)) return value.map(toJson);
  return value instanceof Map ? toJsonObject(value) : value;
}

function noteType(place: Place, expected: string, value: SourceValue): void {
  const scalar = typeof value === "number" || typeof value === "boolean";
  const remedy = expected === "text" && scalar
    ? "put it in quotes"
    : expected === "true or false" && typeof value === "string"
    ? "write true or false, without quotes"
    : expected === "a whole number" && typeof value === "string"
    ? "write digits, without quotes"
    : "correct it";
  noteError(place, `${label(place)} must be ${expected}, not ${nameOfType(value)}: ${remedy}`);
}

function nameOfType(value: SourceValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Map) return "an object";
  if (typeof value === "boolean") return "a truth value";
  if (typeof value === "string") return "text";
  return Number.isSafeInteger(value) ? "a number" : "a number with a fraction or out of range";
}

function canonicalName(readers: ReadonlyMap<string, unknown>, name: string): string {
  for (const known of readers.keys()) if (known.toLowerCase() === name.toLowerCase()) return known;
  return name;
}

function noteUnknownField(
  readers: ReadonlyMap<string, unknown>,
  name: string,
  place: Place,
): void {
  const meant = suggest(name, readers.keys());
  const remedy = meant === null
    ? `remove it; known are ${[...readers.keys()].join(", ")}`
    : `did you mean "${meant}"?`;
  const at = inside(place, name);
  noteError(at, `the field ${label(at)} is unknown: ${remedy}`);
}

function shorten(text: string): string {
  return text.length <= 60 ? text : text.slice(0, 60) + "…";
}
