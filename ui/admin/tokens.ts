/**
 * Tokens as the administrator's interface has them, and the links that they make.
 * @module
 */
import { pathOfGroup } from "../client/group_name.ts";
import { recordOf, textsOf } from "./client.ts";

/** One token, read from JSON. */
export interface Token {
  readonly name: string;
  /** "" if its bearer chooses a name. */
  readonly username: string;
  readonly permissions: readonly string[];
  readonly includeSubgroups: boolean;
  /** Unix times in milliseconds; null where there is none. A token without an end has ended. */
  readonly expiresMs: number | null;
  readonly notBeforeMs: number | null;
  readonly issuedBy: string;
  /** All that the server has of it: what is sent back with a change. */
  readonly source: Readonly<Record<string, unknown>>;
}

/** How a token stands. */
export type Standing = "valid" | "not-yet" | "ended";

/** Reads a token; what is missing is empty. */
export function readToken(name: string, value: unknown): Token {
  const source = recordOf(value);
  return {
    name,
    username: textOf(source["username"]),
    permissions: textsOf(source["permissions"]),
    includeSubgroups: source["includeSubgroups"] === true,
    expiresMs: timeOf(source["expires"]),
    notBeforeMs: timeOf(source["not-before"]),
    issuedBy: textOf(source["issuedBy"]),
    source,
  };
}

/** How a token stands at a time. */
export function standingOf(token: Token, nowMs: number): Standing {
  if (token.expiresMs === null || nowMs > token.expiresMs) return "ended";
  return token.notBeforeMs !== null && nowMs < token.notBeforeMs ? "not-yet" : "valid";
}

/** What to send so that the token ends at another time, and nothing else of it changes. */
export function withEnd(token: Token, expiresMs: number): Record<string, unknown> {
  return { ...token.source, expires: toTime(expiresMs) };
}

/** The end of a token that is prolonged: from now if it has ended, else from its end. */
export function prolonged(token: Token, byMs: number, nowMs: number): number {
  return Math.max(token.expiresMs ?? nowMs, nowMs) + byMs;
}

/** What a form for a new token says. */
export interface TokenForm {
  readonly username: string;
  readonly permissions: readonly string[];
  readonly includeSubgroups: boolean;
  readonly expiresMs: number;
  readonly issuedBy: string;
}

/** What to send so that a token is made. */
export function newToken(form: TokenForm, nowMs: number): Record<string, unknown> {
  const username = form.username.trim();
  return {
    ...(username === "" ? {} : { username }),
    permissions: form.permissions,
    ...(form.includeSubgroups ? { includeSubgroups: true } : {}),
    expires: toTime(form.expiresMs),
    issuedAt: toTime(nowMs),
    ...(form.issuedBy === "" ? {} : { issuedBy: form.issuedBy }),
  };
}

/** The address that lets its visitor in. */
export function invitationLink(origin: string, group: string, token: string): string {
  return `${origin}${pathOfGroup(group)}?token=${encodeURIComponent(token)}`;
}

/** A time as RFC 3339 has it, in whole seconds. */
function toTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, "Z");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function timeOf(value: unknown): number | null {
  const timeMs = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(timeMs) ? null : timeMs;
}
