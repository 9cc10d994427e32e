/**
 * Stateful tokens: records that let whoever names one into a group, for a time. What they are and whom they admit; where they are
 * kept is in `token_store.ts`. Fields and rules are Galène's (its `token/stateful.go`).
 * @module
 */
import { isGroupName, isUsername, MAX_USERNAME_LENGTH } from "./names.ts";

/** One token. Nobody changes it. */
export interface Token {
  /** The secret itself. */
  readonly token: string;
  /** The group it is for; "" for none, or with `includeSubgroups` for all. */
  readonly group: string;
  readonly includeSubgroups: boolean;
  /** Name that its bearer gets; null if the bearer is to choose one. */
  readonly username: string | null;
  /** Taken literally: names of sets mean nothing here. */
  readonly permissions: readonly string[];
  /** Unix time in milliseconds. A token without an end has ended. */
  readonly expiresMs: number | null;
  readonly notBeforeMs: number | null;
  readonly issuedAtMs: number | null;
  /** Name of who made it; null if that is not known. */
  readonly issuedBy: string | null;
}

/** Whom a token, of either kind, makes of its bearer, or why it admits nobody. The reason is for the log. */
export type TokenCheck =
  | {
    readonly type: "valid";
    /** "" where the token names nobody. */
    readonly username: string;
    readonly permissions: readonly string[];
  }
  | { readonly type: "invalid"; readonly reason: string };

/** How long tokens that have ended are kept, so that whoever made one can still prolong it. Galène's number. */
const KEEP_ENDED_MS = 7 * 24 * 60 * 60 * 1000;

/** A token with `fields` laid over one that admits nobody anywhere. */
export function createToken(fields: Partial<Token> & { readonly token: string }): Token {
  return {
    group: "",
    includeSubgroups: false,
    username: null,
    permissions: [],
    expiresMs: null,
    notBeforeMs: null,
    issuedAtMs: null,
    issuedBy: null,
    ...fields,
  };
}

/** Whether a token is for a group; the group "" stands for the whole server. */
function isTokenFor(token: Token, group: string): boolean {
  if (group === "") return token.includeSubgroups && token.group === "";
  if (group === token.group) return true;
  if (!token.includeSubgroups) return false;
  return token.group === "" || group.startsWith(`${token.group}/`);
}

/** Whether a token admits its bearer to a group at a time. */
export function checkToken(token: Token, group: string, nowMs: number): TokenCheck {
  if (!isTokenFor(token, group)) return invalid("the token is for another group");
  if (token.expiresMs === null || nowMs > token.expiresMs) return invalid("the token has expired");
  if (token.notBeforeMs !== null && nowMs < token.notBeforeMs) {
    return invalid("the token is not valid yet");
  }
  return { type: "valid", username: token.username ?? "", permissions: token.permissions };
}

/** Whether a token ended so long ago that it is to be forgotten. */
export function isObsolete(token: Token, nowMs: number): boolean {
  return token.expiresMs !== null && nowMs - token.expiresMs > KEEP_ENDED_MS;
}

/** The tokens of exactly this group, the one that ends first at the front and those without an end first of all. */
export function tokensOf(tokens: Iterable<Token>, group: string): Token[] {
  return [...tokens].filter((token) => token.group === group).sort((a, b) =>
    (a.expiresMs ?? -Infinity) - (b.expiresMs ?? -Infinity) || (a.token < b.token ? -1 : 1)
  );
}

/** Why a token must not be kept, in one clause with the remedy; null if nothing speaks against it. */
export function tokenProblem(token: Token): string | null {
  if (token.token === "") return "the token has no name: give it one";
  if (token.token.length > MAX_TOKEN_LENGTH) return "the token's name is too long: shorten it";
  if (token.group !== "" && !isGroupName(token.group)) {
    return "the group's name is not allowed: correct it";
  }
  if (token.group === "" && !token.includeSubgroups) {
    return "the token is for no group: name one, or set includeSubgroups to make it one for all";
  }
  if (token.username !== null && !isUsername(token.username)) {
    return "nobody can have the token's user name: correct it";
  }
  if ((token.issuedBy ?? "").length > MAX_USERNAME_LENGTH) {
    return "the name of who issued the token is too long: shorten it";
  }
  const { permissions } = token;
  const isTooLong = (permission: string) => permission.length > MAX_PERMISSION_LENGTH;
  return permissions.length > MAX_PERMISSIONS || permissions.some(isTooLong)
    ? "the token has too many permissions, or too long ones: remove some"
    : null;
}

/** Longest name of a token, in UTF-16 units. Those that we make have 11. */
const MAX_TOKEN_LENGTH = 512;

/** How many permissions a token may have, and how long each may be, in UTF-16 units. */
const MAX_PERMISSIONS = 32;
const MAX_PERMISSION_LENGTH = 64;

/** A check that failed. */
export function invalid(reason: string): TokenCheck {
  return { type: "invalid", reason };
}
