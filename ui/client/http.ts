/**
 * What is asked by HTTP: the group's status before a join, a token of its own authentication server, and what time it is.
 * @module
 */
import type { GroupStatus } from "../../server/messages.ts";
import { pathOfGroup } from "./group_name.ts";
import type { Authorised, Credentials } from "./session.ts";

/** A group's status, or why there is none. */
export type StatusAnswer =
  | {
    readonly kind: "found";
    readonly status: GroupStatus;
    /** When the server said so, as HTTP writes times; null if it does not say. */
    readonly date: string | null;
  }
  | { readonly kind: "missing" }
  | { readonly kind: "failed" };

/** Asks `server` (the address of any of its pages) for what everybody may know of a group. Never throws. */
export async function fetchStatus(server: string, group: string): Promise<StatusAnswer> {
  try {
    const url = new URL(`${pathOfGroup(group)}.status`, server);
    const response = await fetch(url, { cache: "no-store" });
    if (response.status === 404) return { kind: "missing" };
    if (!response.ok) return { kind: "failed" };
    const status: unknown = await response.json();
    const date = response.headers.get("date");
    return isStatus(status) ? { kind: "found", status, date } : { kind: "failed" };
  } catch {
    return { kind: "failed" };
  }
}

/** The field `Date` of an answer of the server that costs it little; null if it does not say. Rejects if there is no answer. */
export async function fetchDate(server: string): Promise<string | null> {
  const url = new URL("/public-groups.json", server);
  const response = await fetch(url, { method: "HEAD", cache: "no-store" });
  return response.headers.get("date");
}

/** Whether that is a group's status, as far as it is sure to be one. */
export function isStatus(value: unknown): value is GroupStatus {
  return typeof value === "object" && value !== null && "name" in value &&
    typeof value.name === "string";
}

/**
 * Asks a group's authentication server for a token (galene-protocol.md, "Authentication server"); `location` is the address of the
 * group's page. Never throws.
 */
export async function askAuthServer(
  url: string,
  location: string,
  { username, password }: Credentials,
): Promise<Authorised> {
  try {
    const response = await fetch(url, {
      method: "POST",
      credentials: "omit",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ location, username, password }),
    });
    if (response.status === 204) return { type: "undecided" };
    if (response.status === 401 || response.status === 403) {
      return { type: "refused", problem: { type: "not-authorised" } };
    }
    const token = response.ok ? (await response.text()).trim() : "";
    if (token !== "") return { type: "token", token };
  } catch {
    // It is told below.
  }
  return { type: "refused", problem: { type: "auth-server" } };
}
