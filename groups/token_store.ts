/**
 * Where stateful tokens are kept: a file of one JSON text a line, Galène's `data/var/tokens.jsonl`, or memory. A new token is appended;
 * any other change writes the file anew. Galène and Lectern may share a file, one after the other.
 * @module
 */
import { entityTag } from "./etag.ts";
import { isObsolete, type Token } from "./token.ts";
import { parseTokenFile, type TokenFile, writeTokenFile, writeTokenLine } from "./token_format.ts";
import { appendToFile, removeFile, writeFileAtomically } from "./write_file.ts";

/** All tokens at one moment. */
export interface TokenSnapshot {
  readonly tokens: ReadonlyMap<string, Token>;
  /** Entity tag of the whole (RFC 9110, section 8.8.3), with its quotes; "" while there are no tokens. */
  readonly etag: string;
}

/**
 * Outcome of a change.
 * - `done`: `etag` is the one from now on;
 * - `mismatch`: the precondition does not hold;
 * - `full`: there are too many tokens, or they say too much;
 * - `failed`: the file could not be read or written, for a reason to be logged.
 */
export type TokenChange =
  | { readonly type: "done"; readonly etag: string }
  | { readonly type: "mismatch" }
  | { readonly type: "full" }
  | { readonly type: "failed"; readonly reason: string };

/** A place where tokens are kept. Changes happen one after the other. Nothing here rejects. */
export interface TokenStore {
  /** What there is now. While the file cannot be read: what there was. */
  read(): Promise<TokenSnapshot>;
  /**
   * Makes, changes or removes the token of that name.
   * @param holds whether to go on, given the entity tag, or null if there is no such token
   * @param change the token from now on, null for none; given null if there is none yet
   */
  edit(
    name: string,
    holds: (etag: string | null) => boolean,
    change: (token: Token | null) => Token | null,
  ): Promise<TokenChange>;
  /** Forgets tokens that ended long ago. Resolves to how many. */
  purge(nowMs: number): Promise<number>;
}

/** What a store of a file needs to know. */
export interface TokenFileOptions {
  readonly path: string;
  /** Takes what people should know, once as long as it holds. */
  readonly report: (message: string) => void;
  /** How many tokens there may be; {@linkcode MAX_TOKENS} if left out. */
  readonly maxTokens?: () => number;
}

/** More than any school makes; a file of so many is read in a moment. */
export const MAX_TOKENS = 20_000;

/** Longest file that is read, in bytes. */
const MAX_FILE_BYTES = 32 << 20;

/** Longest text that we let a file grow to, in UTF-16 units, of which each is three bytes at most. */
const MAX_TEXT_LENGTH = MAX_FILE_BYTES / 3;

/** What a store works on: the text of the file, however it is kept. */
interface Medium {
  /** The text, "" if there is none. */
  load(): Promise<string>;
  append(line: string): Promise<void>;
  /** Replaces the text; "" removes the file. */
  replace(text: string): Promise<void>;
}

/** A store in a file, which need not be there. */
export function createTokenFileStore(options: TokenFileOptions): TokenStore {
  return createStore(createFileMedium(options.path), options.report, options.maxTokens);
}

/** A store in memory. */
export function createMemoryTokenStore(tokens: Iterable<Token> = []): TokenStore {
  let text = [...tokens].map((token) => writeTokenLine(token) + "\n").join("");
  return createStore({
    load: () => Promise.resolve(text),
    append: (line) => Promise.resolve(void (text += line)),
    replace: (all) => Promise.resolve(void (text = all)),
  }, () => {});
}

/** What is known of a text. */
interface Known {
  readonly text: string;
  readonly file: TokenFile;
  readonly snapshot: TokenSnapshot;
}

function createStore(
  medium: Medium,
  report: (message: string) => void,
  maxTokens = () => MAX_TOKENS,
): TokenStore {
  let known: Known = { text: "", ...emptyKnown() };
  let reported = "";
  /** The last of the changes under way. */
  let last: Promise<unknown> = Promise.resolve();

  function say(message: string): void {
    if (message !== "" && message !== reported) report(message);
    reported = message;
  }

  async function load(): Promise<Known> {
    const text = await medium.load();
    if (text !== known.text) known = know(text, known.file);
    const [first] = known.file.strange;
    const more = known.file.strange.length - 1;
    say(
      first === undefined
        ? ""
        : `line ${first.line} of the file of tokens is left out: ${first.message}` +
          (more > 0 ? ` (and ${more} more)` : ""),
    );
    return known;
  }

  async function edit(
    name: string,
    holds: (etag: string | null) => boolean,
    change: (token: Token | null) => Token | null,
  ): Promise<TokenChange> {
    const { text, file, snapshot } = await load();
    const before = file.tokens.get(name) ?? null;
    if (!holds(before === null ? null : snapshot.etag)) return { type: "mismatch" };
    const after = change(before);
    if (after === before) return { type: "done", etag: snapshot.etag };
    if (before === null && after !== null) {
      if (file.tokens.size >= maxTokens()) return { type: "full" };
      // A process that was killed may have left half a line.
      const gap = text === "" || text.endsWith("\n") ? "" : "\n";
      const added = `${gap}${writeTokenLine(after)}\n`;
      if (text.length + added.length > MAX_TEXT_LENGTH) return { type: "full" };
      await medium.append(added);
    } else {
      const tokens = new Map(file.tokens);
      if (after === null) tokens.delete(name);
      else tokens.set(name, after);
      const next = writeTokenFile({ tokens, strange: file.strange });
      if (next.length > Math.max(MAX_TEXT_LENGTH, text.length)) return { type: "full" };
      await medium.replace(next);
    }
    return { type: "done", etag: (await load()).snapshot.etag };
  }

  async function purge(nowMs: number): Promise<number> {
    const { file } = await load();
    const kept = [...file.tokens].filter(([, token]) => !isObsolete(token, nowMs));
    const gone = file.tokens.size - kept.length;
    if (gone === 0) return 0;
    await medium.replace(writeTokenFile({ tokens: new Map(kept), strange: file.strange }));
    await load();
    return gone;
  }

  /** Runs after all changes before it. */
  function inTurn<T>(action: () => Promise<T>, failed: (reason: string) => T): Promise<T> {
    const turn = last.then(action).catch((error) => {
      const reason = error instanceof Error ? error.message : String(error);
      say(`the file of tokens cannot be read or written: ${reason}`);
      return failed(reason);
    });
    last = turn;
    return turn;
  }

  return {
    read: () => inTurn(async () => (await load()).snapshot, () => known.snapshot),
    edit: (name, holds, change) =>
      inTurn(
        () => edit(name, holds, change),
        (reason): TokenChange => ({ type: "failed", reason }),
      ),
    purge: (nowMs) => inTurn(() => purge(nowMs), () => 0),
  };
}

function know(text: string, before: TokenFile): Known {
  const file = parseTokenFile(text, before.lines);
  const etag = text === "" ? "" : entityTag(text);
  return { text, file, snapshot: { tokens: file.tokens, etag } };
}

function emptyKnown(): Omit<Known, "text"> {
  const tokens = new Map<string, Token>();
  return { file: { tokens, strange: [], lines: new Map() }, snapshot: { tokens, etag: "" } };
}

/** The file, read again when it has changed. */
function createFileMedium(path: string): Medium {
  let text = "";
  let stamp = "";
  return {
    async load() {
      const now = await stampOf(path);
      if (now === stamp) return text;
      text = now === "" ? "" : await Deno.readTextFile(path);
      stamp = now;
      return text;
    },
    append: (line) => appendToFile(path, line),
    replace: (all) => all === "" ? removeFile(path) : writeFileAtomically(path, all),
  };
}

/** What differs when a file has changed: an appended line changes its size, a new text its inode. "" if it is not there. */
async function stampOf(path: string): Promise<string> {
  try {
    const { size, mtime, ino } = await Deno.stat(path);
    if (size > MAX_FILE_BYTES) throw new Error(`it has more than ${MAX_FILE_BYTES} bytes`);
    return `${mtime?.getTime() ?? 0} ${size} ${ino ?? 0}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
