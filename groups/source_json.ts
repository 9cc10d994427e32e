/**
 * JSON that knows its lines. `JSON.parse` would do but for them: it gives no places of values, and of errors only
 * sometimes. The grammar is that of RFC 8259; of repeated keys the last one counts.
 * @module
 */
import {
  lineAt,
  MAX_DEPTH,
  type Parsed,
  type Path,
  problemAt,
  type SourceObject,
  type SourceValue,
} from "./source.ts";

interface Reader {
  readonly text: string;
  at: number;
  /** Offsets of the members of each object and list. */
  readonly offsets: Map<SourceValue, Map<string | number, number>>;
  problem: string | null;
}

/** Parses a JSON text. A byte order mark is skipped. */
export function parseJsonSource(text: string): Parsed {
  const reader: Reader = {
    text,
    at: text.startsWith("\ufeff") ? 1 : 0,
    offsets: new Map(),
    problem: null,
  };
  const start = skipBlanks(reader);
  const root = readValue(reader, 0);
  skipBlanks(reader);
  if (reader.problem === null && reader.at < text.length) {
    fail(reader, `${found(reader)} comes after the end of the value: remove it`);
  }
  if (reader.problem !== null) return problemAt(lineAt(text, reader.at), reader.problem);
  return { type: "source", source: { root, lineOf: (path) => lineOf(reader, root, start, path) } };
}

function lineOf(reader: Reader, root: SourceValue, start: number, path: Path): number {
  let value = root;
  let offset = start;
  for (const step of path) {
    const next = reader.offsets.get(value)?.get(step);
    if (next === undefined) break;
    offset = next;
    value = memberOf(value, step);
  }
  return lineAt(reader.text, offset);
}

function memberOf(value: SourceValue, step: string | number): SourceValue {
  if (Array.isArray(value)) return typeof step === "number" ? value[step] ?? null : null;
  return value instanceof Map ? value.get(String(step)) ?? null : null;
}

/** Reads a value at the reader's place. Null, with a problem noted, if there is none. */
function readValue(reader: Reader, depth: number): SourceValue {
  const char = reader.text[reader.at];
  if (depth > MAX_DEPTH) {
    return fail(reader, `more than ${MAX_DEPTH} levels are nested: flatten it`);
  }
  if (char === "{") return readObject(reader, depth);
  if (char === "[") return readList(reader, depth);
  if (char === '"') return readText(reader);
  return readWord(reader);
}

function readObject(reader: Reader, depth: number): SourceValue {
  const object: SourceObject = new Map();
  const offsets = new Map<string | number, number>();
  reader.offsets.set(object, offsets);
  readMembers(reader, "}", () => {
    const offset = reader.at;
    if (reader.text[reader.at] !== '"') {
      return void fail(reader, `${found(reader)} stands where a field's name in quotes is due`);
    }
    const key = readText(reader);
    skipBlanks(reader);
    if (reader.problem !== null) return;
    if (reader.text[reader.at] !== ":") {
      return void fail(reader, `${found(reader)} stands where a colon is due`);
    }
    reader.at++;
    skipBlanks(reader);
    offsets.set(key, offset);
    object.set(key, readValue(reader, depth + 1));
  });
  return object;
}

function readList(reader: Reader, depth: number): SourceValue {
  const list: SourceValue[] = [];
  const offsets = new Map<string | number, number>();
  reader.offsets.set(list, offsets);
  readMembers(reader, "]", () => {
    offsets.set(list.length, reader.at);
    list.push(readValue(reader, depth + 1));
  });
  return list;
}

/** Reads what stands between two brackets, the first of which is at the reader's place. */
function readMembers(reader: Reader, closing: "}" | "]", readMember: () => void): void {
  reader.at++;
  skipBlanks(reader);
  if (reader.text[reader.at] === closing) {
    reader.at++;
    return;
  }
  while (reader.problem === null) {
    readMember();
    skipBlanks(reader);
    if (reader.problem !== null) return;
    const char = reader.text[reader.at];
    if (char !== "," && char !== closing) {
      return void fail(reader, `${found(reader)} stands where a comma or ${closing} is due`);
    }
    const comma = reader.at++;
    if (char === closing) return;
    skipBlanks(reader);
    if (reader.text[reader.at] === closing) {
      reader.at = comma;
      return void fail(reader, `remove the comma before ${closing}`);
    }
  }
}

/** Reads the text in quotes at the reader's place. */
function readText(reader: Reader): string {
  const { text, at } = reader;
  let end = at + 1;
  while (end < text.length && text[end] !== '"' && text[end] !== "\n") {
    end += text[end] === "\\" ? 2 : 1;
  }
  if (text[end] !== '"') return fail(reader, "the closing quote is missing on this line") ?? "";
  reader.at = end + 1;
  try {
    return String(JSON.parse(text.slice(at, end + 1)));
  } catch {
    reader.at = at;
    return fail(reader, "a text has a control character or a bad escape in it: use \\\\ or \\n") ??
      "";
  }
}

const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Reads a number, `true`, `false` or `null`. */
function readWord(reader: Reader): SourceValue {
  WORD.lastIndex = reader.at;
  const word = WORD.exec(reader.text)?.[0];
  if (word === undefined) return fail(reader, `${found(reader)} stands where a value is due`);
  reader.at += word.length;
  return word === "null" ? null : word === "true" ? true : word === "false" ? false : Number(word);
}

const BLANKS = /[ \t\r\n]*/y;

/** Moves on to the next thing and returns its offset. */
function skipBlanks(reader: Reader): number {
  if (reader.problem !== null) return reader.at;
  BLANKS.lastIndex = reader.at;
  reader.at += BLANKS.exec(reader.text)?.[0].length ?? 0;
  return reader.at;
}

/** What stands at the reader's place, in words. Of a text no more than its quote: it may be secret. */
function found(reader: Reader): string {
  const char = reader.text[reader.at];
  if (char === undefined) return "the end of the text";
  if (char === "/" || char === "#") return "a comment, which JSON does not have,";
  return JSON.stringify(char);
}

function fail(reader: Reader, problem: string): null {
  reader.problem ??= problem;
  return null;
}
