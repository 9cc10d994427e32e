/**
 * Paths of the administrator's interface. A group's name may have slashes; what begins with a dot ends it.
 * @module
 */

/** A user of a group: by name, the one without a name, or the one who stands for all others. */
export type UserRef =
  | { readonly type: "named"; readonly name: string }
  | { readonly type: "empty" | "wildcard" };

/** What targets of each type have besides it. `group` is "" for the tokens of the whole server. */
interface Targets {
  readonly about: unknown;
  readonly stats: unknown;
  readonly openapi: unknown;
  readonly groups: unknown;
  readonly group: { readonly group: string };
  readonly keys: { readonly group: string };
  readonly users: { readonly group: string };
  readonly user: { readonly group: string; readonly user: UserRef };
  readonly password: { readonly group: string; readonly user: UserRef };
  readonly tokens: { readonly group: string };
  readonly token: { readonly group: string; readonly token: string };
  readonly groupStats: { readonly group: string };
  readonly kick: { readonly group: string };
  readonly close: { readonly group: string };
  readonly lock: { readonly group: string };
}

/** Kinds of targets. */
export type TargetType = keyof Targets;

/** What a path of one type names. */
export type TargetOf<T extends TargetType> = { readonly type: T } & Targets[T];

/** What a path names. */
export type Target = { [T in TargetType]: TargetOf<T> }[TargetType];

/** Where the interface begins. */
export const API_PATH = "/galene-api/";

/** Its version that we speak. */
export const API_PREFIX = `${API_PATH}v0/`;

/** What is done to those who are in a group. */
const LIVE_ACTIONS = { ".kick": "kick", ".close": "close", ".lock": "lock" } as const;

/** What a decoded path stands for, which begins with {@linkcode API_PATH}. Null if that is nothing. */
export function readApiPath(path: string): Target | null {
  if (!path.startsWith(API_PREFIX)) return null;
  const rest = path.slice(API_PREFIX.length);
  switch (rest) {
    case ".about":
      return { type: "about" };
    case ".stats":
      return { type: "stats" };
    case "openapi.json":
      return { type: "openapi" };
    case ".groups":
    case ".groups/":
      return { type: "groups" };
  }
  if (!rest.startsWith(".groups/")) return null;
  const { name: group, dotted, tail } = splitAtDot(rest.slice(".groups/".length));
  // Galène's document writes groups with a slash at the end.
  if (dotted === "") {
    return group === "" ? null : { type: "group", group: group.replace(/\/$/, "") };
  }
  if (dotted === ".tokens") return readTokens(group, tail);
  return group === "" ? null : readPart(group, dotted, tail);
}

function readTokens(group: string, tail: string | null): Target | null {
  if (tail === null) return null;
  return tail === "" ? { type: "tokens", group } : { type: "token", group, token: tail };
}

function readPart(group: string, dotted: string, tail: string | null): Target | null {
  switch (dotted) {
    case ".stats":
      return tail === null ? { type: "groupStats", group } : null;
    case ".kick":
    case ".close":
    case ".lock":
      return tail === null ? { type: LIVE_ACTIONS[dotted], group } : null;
    case ".keys":
      return tail === null ? { type: "keys", group } : null;
    case ".users":
      return tail === null ? null : readUser(group, tail);
    case ".empty-user":
      return readSpecial(group, { type: "empty" }, tail);
    case ".wildcard-user":
      return readSpecial(group, { type: "wildcard" }, tail);
    default:
      return null;
  }
}

function readUser(group: string, tail: string): Target | null {
  if (tail === "") return { type: "users", group };
  const { name, dotted, tail: more } = splitAtDot(tail);
  const user: UserRef = { type: "named", name };
  if (name === "" || more !== null) return null;
  if (dotted === "") return { type: "user", group, user };
  return dotted === ".password" ? { type: "password", group, user } : null;
}

function readSpecial(group: string, user: UserRef, tail: string | null): Target | null {
  if (tail === null) return { type: "user", group, user };
  return tail === ".password" ? { type: "password", group, user } : null;
}

/**
 * Splits a path at its first component that begins with a dot: what is before, that component, and what is after it
 * (null without a slash).
 */
export function splitAtDot(
  path: string,
): { readonly name: string; readonly dotted: string; readonly tail: string | null } {
  const parts = path.split("/");
  const at = parts.findIndex((part) => part.startsWith("."));
  if (at < 0) return { name: path, dotted: "", tail: null };
  return {
    name: parts.slice(0, at).join("/"),
    dotted: parts[at]!,
    tail: at === parts.length - 1 ? null : parts.slice(at + 1).join("/"),
  };
}
