/**
 * The tokens of a group: their names come as a list, what they say one by one.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { type Client, type Failure, textsOf, tokensPath } from "./client.ts";
import { readToken, type Token } from "./tokens.ts";

/** One token, and the tag that it had. */
export interface ListedToken {
  readonly token: Token;
  readonly etag: string | null;
}

/** The list. */
export interface TokenList {
  /** Null until it is there. */
  readonly tokens: ReadonlySignal<readonly ListedToken[] | null>;
  /** How many more there are than were asked for. */
  readonly hidden: ReadonlySignal<number>;
  readonly failure: ReadonlySignal<Failure | null>;
  load(): Promise<void>;
  /** Asks for some more. */
  more(): Promise<void>;
}

/** How many are asked for at first, and with each wish for more. */
export const TOKENS_AT_A_TIME = 50;

/** How many questions are under way at once. */
const QUESTIONS = 6;

/** The tokens of a group, of the whole server if it is "". Nothing is asked for yet. */
export function createTokenList(ask: Client, group: string): TokenList {
  const tokens = signal<readonly ListedToken[] | null>(null);
  const hidden = signal(0);
  const failure = signal<Failure | null>(null);
  let limit = TOKENS_AT_A_TIME;
  let asked = 0;

  async function load(): Promise<void> {
    const number = ++asked;
    const list = await ask("GET", tokensPath(group));
    if (number !== asked) return;
    if (!list.ok) {
      failure.value = list.failure;
      return;
    }
    // Those that end last come first; the server has it the other way round.
    const names = textsOf(list.value).reverse();
    const found = await readAll(ask, group, names.slice(0, limit));
    if (number !== asked) return;
    failure.value = found.failure;
    tokens.value = found.tokens;
    hidden.value = Math.max(0, names.length - limit);
  }

  return {
    tokens,
    hidden,
    failure,
    load,
    async more() {
      limit += TOKENS_AT_A_TIME;
      await load();
    },
  };
}

/** Reads tokens by their names, in that order. One that has gone meanwhile is left out. */
async function readAll(
  ask: Client,
  group: string,
  names: readonly string[],
): Promise<{ readonly tokens: readonly ListedToken[]; readonly failure: Failure | null }> {
  const found = new Map<string, ListedToken>();
  let failure: Failure | null = null;
  const queue = [...names];
  const work = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const answer = await ask("GET", tokensPath(group) + encodeURIComponent(name));
      if (answer.ok) {
        found.set(name, { token: readToken(name, answer.value), etag: answer.etag });
      } else if (answer.failure.kind !== "missing") failure ??= answer.failure;
    }
  };
  await Promise.all(Array.from({ length: QUESTIONS }, work));
  const tokens = names.flatMap((name) => found.get(name) ?? []);
  return { tokens, failure };
}
