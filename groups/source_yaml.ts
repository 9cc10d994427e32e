/**
 * YAML that knows its lines. Times stay texts (the core schema), and what is in error is never quoted, as it may be secret.
 * @module
 */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from "yaml";
import {
  MAX_DEPTH,
  MAX_VALUES,
  type Parsed,
  type Path,
  problemAt,
  type SourceValue,
} from "./source.ts";

/** What is wrong, by the library's code for it; its own sentences quote the text. */
const FAULTS: Readonly<Record<string, string>> = {
  BAD_ALIAS: "an alias (*) names nothing before it",
  BAD_DQ_ESCAPE: "a backslash in quotes means nothing here",
  BAD_INDENT: "the indentation does not fit",
  DUPLICATE_KEY: "the same key stands here a second time",
  MISSING_CHAR: "a sign is missing, such as a colon, a quote or a bracket",
  MULTIPLE_DOCS: "a second document begins here, but there may be only one",
  NON_STRING_KEY: "a key is no text",
  TAB_AS_INDENT: "a tab stands where only spaces may",
  TAG_RESOLVE_FAILED: "a tag (!) is unknown",
};

const REMEDY = "correct it, or put the text there in quotes";

/** Parses a YAML text of one document. An empty one is null. */
export function parseYamlSource(text: string): Parsed {
  const lines = new LineCounter();
  const document = parseYamlDocument(text, lines);
  const error = document.errors[0] ?? document.warnings[0];
  if (error !== undefined) {
    const fault = FAULTS[error.code] ?? "this is not YAML";
    // It finds the end of a text on the line after the last one.
    const last = text.trimEnd().split("\n").length;
    const line = Math.min(last, lines.linePos(error.pos[0]).line);
    return problemAt(line, `${fault}: ${REMEDY}`);
  }
  const copier: Copier = { left: MAX_VALUES, anchors: new Map(), fault: null };
  const root = copy(copier, document.contents, 0, false);
  if (root === undefined) {
    const { message, node } = copier.fault ?? STRANGE;
    return problemAt(lines.linePos(offsetOf(node) ?? 0).line, message);
  }
  return { type: "source", source: { root, lineOf: (path) => lineOf(document, lines, path) } };
}

/** A copy being made in our own types. */
interface Copier {
  /** How many values it may still have. */
  left: number;
  /** What the aliases met from here on stand for. */
  readonly anchors: Map<string, Node>;
  fault: Fault | null;
}

interface Fault {
  readonly message: string;
  readonly node: unknown;
}

const STRANGE: Fault = {
  message:
    `it has a value that is no text, number, list or object, or more than ${MAX_DEPTH} levels`,
  node: null,
};

/** Parses a text into the library's document, which keeps comments and can be changed and written again. */
function parseYamlDocument(text: string, lines = new LineCounter()): Document.Parsed {
  return parseDocument(text, {
    schema: "core",
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: false,
    logLevel: "error",
  });
}

/**
 * Parses a text that is to be changed, and that {@linkcode parseYamlSource} has found in order: its keys are texts, and what aliases stand for
 * is written out, so that a change in one place is none in another.
 */
export function parsePlainYaml(text: string): Document.Parsed {
  const document = parseYamlDocument(text);
  const anchors = new Map<string, Node>();
  visit(document, {
    Pair(_, { key }: Pair) {
      if (isScalar(key)) key.value = keyOf(key);
    },
    Node(_, node) {
      if (isAlias(node)) return writtenOut(node, anchors);
      if (node.anchor === undefined) return;
      anchors.set(node.anchor, node);
      delete node.anchor;
    },
  });
  return document;
}

/** What an alias stands for, with the alias's own comments. */
function writtenOut(alias: Alias, anchors: ReadonlyMap<string, Node>): Node | undefined {
  const copy = anchors.get(alias.source)?.clone() as Node | undefined;
  if (copy === undefined) return undefined;
  copy.comment = alias.comment ?? null;
  copy.commentBefore = alias.commentBefore ?? null;
  return copy;
}

/**
 * A copy in our own types; undefined if the value is none of them, too deep (a loop of aliases) or too large.
 * @param again the node was copied before, and an alias stands for it
 */
function copy(
  copier: Copier,
  node: unknown,
  depth: number,
  again: boolean,
): SourceValue | undefined {
  if (--copier.left < 0) {
    copier.fault ??= { message: "aliases make too many values of this text: write them out", node };
  }
  if (depth > MAX_DEPTH || copier.left < 0) return undefined;
  if (node === null || node === undefined) return null;
  if (isAlias(node)) return copyAlias(copier, node, depth);
  const { anchor } = node as { anchor?: string };
  if (anchor !== undefined && !again) copier.anchors.set(anchor, node as Node);
  if (isScalar(node)) return copyScalar(node.value);
  if (isSeq(node)) {
    const list: SourceValue[] = [];
    for (const item of node.items) {
      const value = copy(copier, item, depth + 1, again);
      if (value === undefined) return undefined;
      list.push(value);
    }
    return list;
  }
  if (!isMap(node)) return undefined;
  const object = new Map<string, SourceValue>();
  for (const pair of node.items) {
    const name = keyOf(pair.key);
    const value = copy(copier, pair.value, depth + 1, again);
    if (name === null || value === undefined) return undefined;
    object.set(name, value);
  }
  return object;
}

function copyAlias(copier: Copier, alias: Alias, depth: number): SourceValue | undefined {
  const node = copier.anchors.get(alias.source);
  if (node !== undefined) return copy(copier, node, depth + 1, true);
  copier.fault ??= { message: `${FAULTS["BAD_ALIAS"]}: ${REMEDY}`, node: alias };
  return undefined;
}

function copyScalar(value: unknown): SourceValue | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  return value === null ? null : undefined;
}

/** The text of a key, numbers and truth values as they are written; null if it is none. */
function keyOf(key: unknown): string | null {
  if (!isScalar(key)) return null;
  const { value, source } = key;
  return typeof value === "string" ? value : source ?? String(value);
}

/** Line of the key or item at `path`, or of the nearest thing around it. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: Path): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    const item = isSeq(node)
      ? node.items[Number(step)]
      : isMap(node)
      ? node.items.find(({ key }) => keyOf(key) === String(step))
      : undefined;
    if (item === undefined) break;
    const [marked, next] = isPair(item) ? [item.key, item.value] : [item, item];
    offset = offsetOf(marked) ?? offset;
    node = next;
  }
  return lines.linePos(offset).line;
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}
