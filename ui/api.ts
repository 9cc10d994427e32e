/**
 * What the page asks the server by HTTP.
 * @module
 */
import type { GroupStatus } from "../server/messages.ts";
import { isStatus } from "./client/http.ts";

/** Asks for the public groups; null if the list cannot be had. Never throws. */
export async function fetchPublicGroups(): Promise<readonly GroupStatus[] | null> {
  try {
    const response = await fetch("/public-groups.json", { cache: "no-store" });
    if (!response.ok) return null;
    const list: unknown = await response.json();
    return Array.isArray(list) ? list.filter(isStatus) : [];
  } catch {
    return null;
  }
}

/** How a change of password ended. */
export type PasswordChange =
  | "changed"
  | "wrong"
  | "absent"
  | "too-long"
  | "read-only"
  | "busy"
  | "failed";

const PASSWORD_STATUSES: Readonly<Record<number, PasswordChange>> = {
  204: "changed",
  400: "too-long",
  401: "wrong",
  404: "absent",
  409: "read-only",
  413: "too-long",
  503: "busy",
};

/** Changes a user's own password in a group. Never throws. */
export async function changePassword(
  group: string,
  username: string,
  old: string,
  fresh: string,
): Promise<PasswordChange> {
  const path = `/galene-api/v0/.groups/${group.split("/").map(encodeURIComponent).join("/")}` +
    `/.users/${encodeURIComponent(username)}/.password`;
  try {
    const response = await fetch(path, {
      method: "POST",
      // With credentials of its own the browser would ask for them in a window after a refusal.
      credentials: "omit",
      headers: {
        "authorization": `Basic ${toBase64(`${username}:${old}`)}`,
        "content-type": "text/plain",
      },
      body: fresh,
    });
    return PASSWORD_STATUSES[response.status] ?? "failed";
  } catch {
    return "failed";
  }
}

/** RFC 7617, section 2.1: in UTF-8. */
function toBase64(value: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(value)));
}
