/**
 * Tokens as JSON: the lines of `tokens.jsonl`, and what the protocol and the API show of them. Names and formats are Galène's.
 * @module
 */
import {
  type FieldReaders,
  noteError,
  type Place,
  readFields,
  readFlag,
  readList,
  readText,
  readTime,
  rootPlace,
} from "./fields.ts";
import type { JsonObject } from "./json.ts";
import type { SourceValue } from "./source.ts";
import { parseJsonSource } from "./source_json.ts";
import { createToken, type Token } from "./token.ts";

type Draft = { -readonly [K in keyof Token]: Token[K] };

/** A token, or what is wrong with the text. */
export type ParsedToken =
  | { readonly type: "token"; readonly token: Token }
  | { readonly type: "problem"; readonly message: string };

const FIELDS: FieldReaders<Draft> = new Map([
  ["token", (d, v, at) => void (d.token = readText(v, at))],
  ["group", (d, v, at) => void (d.group = readText(v, at))],
  ["includeSubgroups", (d, v, at) => void (d.includeSubgroups = readFlag(v, at))],
  ["username", (d, v, at) => void (d.username = readText(v, at))],
  ["permissions", (d, v, at) => void (d.permissions = readList(v, at, readText))],
  ["expires", (d, v, at) => void (d.expiresMs = readTime(v, at))],
  ["not-before", (d, v, at) => void (d.notBeforeMs = readTime(v, at))],
  ["issuedAt", (d, v, at) => void (d.issuedAtMs = readTime(v, at))],
  ["issuedBy", (d, v, at) => void (d.issuedBy = readText(v, at))],
]);

/** Reads one token from a JSON text. */
export function parseToken(text: string): ParsedToken {
  const parsed = parseJsonSource(text);
  if (parsed.type === "problem") return { type: "problem", message: parsed.problem.message };
  const place = rootPlace();
  const token = readToken(parsed.source.root, place);
  const error = place.notes.errors[0];
  return error === undefined ? { type: "token", token } : {
    type: "problem",
    message: error.message,
  };
}

/** Reads one token from a parsed value; what is wrong with it is noted. A token without a name is possible here. */
export function readToken(value: SourceValue, place: Place): Token {
  const draft: Draft = createToken({ token: "" });
  readFields(draft, FIELDS, value, place);
  if (draft.permissions.some((permission) => permission === "")) {
    noteError(place, `"permissions" must not have an empty one: remove it`);
  }
  return draft;
}

/** A token as JSON, with only those fields that say something. Times are in whole or thousandths of seconds, in UTC. */
export function tokenToJson(token: Token): JsonObject {
  return {
    token: token.token,
    group: token.group,
    ...token.includeSubgroups ? { includeSubgroups: true } : {},
    ...token.username === null ? {} : { username: token.username },
    permissions: token.permissions,
    ...timeField("expires", token.expiresMs),
    ...timeField("not-before", token.notBeforeMs),
    ...timeField("issuedAt", token.issuedAtMs),
    ...token.issuedBy === null ? {} : { issuedBy: token.issuedBy },
  };
}

function timeField(name: string, timeMs: number | null): JsonObject {
  return timeMs === null ? {} : { [name]: new Date(timeMs).toISOString().replace(/\.000Z$/, "Z") };
}

/** A file of tokens, one JSON text a line. Of lines with the same name the last one counts. */
export interface TokenFile {
  readonly tokens: Map<string, Token>;
  /** Lines that are no tokens, as they are: what is wrong with each. They are kept when the file is written anew. */
  readonly strange: readonly StrangeLine[];
  /** What each line that is a token says. */
  readonly lines: ReadonlyMap<string, Token>;
}

/** A line that is no token. */
export interface StrangeLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly message: string;
}

/**
 * Reads the text of a file of tokens.
 * @param known lines that were read before: thousands are, each time that one is added
 */
export function parseTokenFile(
  text: string,
  known: ReadonlyMap<string, Token> = new Map(),
): TokenFile {
  const tokens = new Map<string, Token>();
  const lines = new Map<string, Token>();
  const strange: StrangeLine[] = [];
  text.split("\n").forEach((line, i) => {
    if (line.trim() === "") return;
    const token = known.get(line);
    const parsed: ParsedToken = token === undefined ? parseToken(line) : { type: "token", token };
    if (parsed.type === "token" && parsed.token.token !== "") {
      lines.set(line, parsed.token);
      // Last wins, in its own place.
      tokens.delete(parsed.token.token);
      tokens.set(parsed.token.token, parsed.token);
    } else {
      const message = parsed.type === "problem" ? parsed.message : "the token has no name";
      strange.push({ line: i + 1, text: line, message });
    }
  });
  return { tokens, strange, lines };
}

/** The text of a file of tokens; "" if there is nothing to keep. */
export function writeTokenFile(file: Pick<TokenFile, "tokens" | "strange">): string {
  const lines = [
    ...file.strange.map(({ text }) => text),
    ...[...file.tokens.values()].map(writeTokenLine),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** One token as a line, without its end. */
export function writeTokenLine(token: Token): string {
  return JSON.stringify(tokenToJson(token));
}
