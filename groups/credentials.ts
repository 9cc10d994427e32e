/**
 * From what somebody offers at the door to a name and permissions.
 * @module
 */
import type { Description } from "./description.ts";
import { isUsername } from "./names.ts";
import { checkJwt, isJwt } from "./jwt.ts";
import { createPassword, type Hasher, matchPassword, type Password } from "./password.ts";
import { permissionsOf } from "./permissions.ts";
import { checkToken, invalid, type Token, type TokenCheck } from "./token.ts";

/** What somebody offers. */
export type Credentials =
  | { readonly type: "password"; readonly username: string; readonly password: string }
  /** `username` is null if none was offered beside the token. */
  | { readonly type: "token"; readonly token: string; readonly username: string | null }
  | { readonly type: "none" };

/**
 * Why somebody was not let in. `message` is what they are told, in Galène's words; `detail` is for the log.
 * - `auth`: the credentials are not good; tell them after {@linkcode AUTH_DELAY_MS};
 * - `user`: something else stands in the way;
 * - `internal`: it is not their fault.
 */
export interface JoinFailure {
  readonly fate: "auth" | "user" | "internal";
  /** Stable id for programs, "" where Galène has none. */
  readonly error: "" | "need-username" | "duplicate-username";
  readonly message: string;
  readonly detail: string;
}

/** By what somebody was let in: an entry of the group's file, the wildcard user, or a token. */
export type Login = "user" | "wildcard" | "token";

/** Who they are and what they may do, or why not. */
export type Authorisation =
  | {
    readonly type: "granted";
    readonly username: string;
    readonly permissions: string[];
    readonly login: Login;
  }
  | { readonly type: "refused"; readonly failure: JoinFailure };

/** What credentials are checked with, besides the group's definition. */
export interface Doors {
  readonly hasher: Hasher;
  /** The stateful tokens there are, by name. */
  readonly tokens: () => Promise<ReadonlyMap<string, Token>>;
  /** Host, with port, that signed tokens must be for; "" for any. */
  readonly canonicalHost: string;
  readonly nowMs: number;
}

/** How long to wait before a failed login is answered, in milliseconds; it slows guessing down. Galène's number. */
export const AUTH_DELAY_MS = 200;

/**
 * Checks credentials against a group's definition, for the group `name`. An exact entry decides alone; the wildcard user
 * is for everybody else. Never rejects.
 * @param owner the group whose file defines this one; its tokens are as good for an automatic subgroup as its passwords
 */
export async function authorise(
  description: Description,
  name: string,
  credentials: Credentials,
  doors: Doors,
  owner = name,
): Promise<Authorisation> {
  switch (credentials.type) {
    case "password":
      return await authoriseByPassword(
        description,
        credentials.username,
        credentials.password,
        doors.hasher,
      );
    case "token": {
      const { token, username } = credentials;
      const outcome = await authoriseByToken(description, name, token, username, doors);
      if (outcome.type === "granted" || owner === name) return outcome;
      return await authoriseByToken(description, owner, token, username, doors);
    }
    case "none":
      return refused(
        "internal",
        "internal server error",
        "neither username nor token was provided",
      );
  }
}

/** Whether a group's definition has an entry for this name. */
export function userExists(description: Description, username: string): boolean {
  return description.users.has(username);
}

/** A refusal in the words of {@linkcode JoinFailure}. */
export function joinFailure(
  fate: JoinFailure["fate"],
  message: string,
  detail = message,
): JoinFailure {
  return { fate, error: "", message, detail };
}

async function authoriseByPassword(
  description: Description,
  username: string,
  password: string,
  hasher: Hasher,
): Promise<Authorisation> {
  if (!isUsername(username)) {
    return refused("auth", "not authorised", "the username is not allowed or too long");
  }
  const named = description.users.get(username);
  const user = named ?? description.wildcardUser;
  if (user === null || user.password === null) {
    // It takes as long as a wrong password, so that nobody learns which names there are.
    await matchPassword(somePassword(description), password, hasher);
    return refused("auth", "not authorised", named ? "the user has no password" : "unknown user");
  }
  const match = await matchPassword(user.password, password, hasher);
  switch (match.type) {
    case "match":
      return {
        type: "granted",
        username,
        permissions: permissionsOf(user.permissions, description),
        login: named ? "user" : "wildcard",
      };
    case "mismatch":
      return refused("auth", "not authorised", "bad password");
    case "busy":
      return refused("user", "the server is busy, please try again", "too many logins at once");
    case "broken":
      // A broken wildcard entry lets nobody in, as in Galène; a broken named one is the server's fault.
      return named
        ? refused("internal", "internal server error", match.reason)
        : refused("auth", "not authorised", match.reason);
  }
}

/** A password of one of the users, the one that takes the longest to check if possible. */
function somePassword({ users }: Description): Password {
  const passwords = [...users.values()].flatMap(({ password }) => password ?? []);
  return passwords.find(({ type }) => type === "bcrypt") ??
    passwords.find(({ type }) => type === "pbkdf2") ?? NO_PASSWORD;
}

/**
 * A token's own name for its bearer wins over the offered one. Where it has none the bearer's is taken, unless a user of the
 * group has it.
 */
async function authoriseByToken(
  description: Description,
  name: string,
  text: string,
  offered: string | null,
  doors: Doors,
): Promise<Authorisation> {
  const found = isJwt(text) ? null : (await doors.tokens()).get(text);
  if (found === undefined) return refused("auth", "not authorised", "unknown token");
  if (offered === null && found?.username === null) {
    return { type: "refused", failure: NEED_USERNAME };
  }
  const check = found === null
    ? await checkSigned(description, name, text, doors)
    : checkToken(found, name, doors.nowMs);
  if (check.type === "invalid") return refused("auth", "not authorised", check.reason);
  let { username } = check;
  if (username === "" && offered !== null) {
    if (userExists(description, offered)) return { type: "refused", failure: DUPLICATE_USERNAME };
    username = offered;
  }
  if (!isUsername(username)) {
    return refused("auth", "not authorised", "the username is not allowed or too long");
  }
  return { type: "granted", username, permissions: [...check.permissions], login: "token" };
}

async function checkSigned(
  description: Description,
  group: string,
  text: string,
  { canonicalHost, nowMs }: Doors,
): Promise<TokenCheck> {
  const keys = description.authKeys;
  if (keys.length === 0) return invalid("the group has no keys for signed tokens");
  return await checkJwt(text, { group, keys, canonicalHost, nowMs });
}

const NO_PASSWORD = createPassword({});

const NEED_USERNAME: JoinFailure = {
  fate: "user",
  error: "need-username",
  message: "username required",
  detail: "the token names nobody and no username was offered",
};

const DUPLICATE_USERNAME: JoinFailure = {
  fate: "user",
  error: "duplicate-username",
  message: "not authorised: this username is taken",
  detail: "the bearer of a token wants the name of a user of the group",
};

function refused(fate: JoinFailure["fate"], message: string, detail: string): Authorisation {
  return { type: "refused", failure: joinFailure(fate, message, detail) };
}
