/**
 * From what somebody offers at the door to a name and permissions.
 * @module
 */
import type { Description, UserDescription } from "./description.ts";
import { isUsername } from "./names.ts";
import { type Hasher, matchPassword } from "./password.ts";
import { permissionsOf } from "./permissions.ts";

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

/** Who they are and what they may do, or why not. */
export type Authorisation =
  | { readonly type: "granted"; readonly username: string; readonly permissions: string[] }
  | { readonly type: "refused"; readonly failure: JoinFailure };

/** How long to wait before a failed login is answered, in milliseconds; it slows guessing down. Galène's number. */
export const AUTH_DELAY_MS = 200;

/**
 * Checks credentials against a group's definition. An exact entry decides alone; the wildcard user is for everybody
 * else. Never rejects.
 */
export async function authorise(
  description: Description,
  credentials: Credentials,
  hasher: Hasher,
): Promise<Authorisation> {
  switch (credentials.type) {
    case "password":
      return await authoriseByPassword(
        description,
        credentials.username,
        credentials.password,
        hasher,
      );
    case "token":
      return refused("auth", "not authorised", "unknown token");
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
    return refused("auth", "not authorised", named ? "the user has no password" : "unknown user");
  }
  const match = await matchPassword(user.password, password, hasher);
  switch (match.type) {
    case "match":
      return granted(description, username, user);
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

function granted(
  description: Description,
  username: string,
  user: UserDescription,
): Authorisation {
  return {
    type: "granted",
    username,
    permissions: permissionsOf(user.permissions, description),
  };
}

function refused(fate: JoinFailure["fate"], message: string, detail: string): Authorisation {
  return { type: "refused", failure: joinFailure(fate, message, detail) };
}
