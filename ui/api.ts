/**
 * What the page asks the server by HTTP.
 * @module
 */
import type { GroupStatus } from "../server/messages.ts";
import { pathOfGroup } from "./group_name.ts";

/** A group's status, or why there is none. */
export type StatusAnswer =
  | { readonly kind: "found"; readonly status: GroupStatus }
  | { readonly kind: "missing" }
  | { readonly kind: "failed" };

/** Asks for what everybody may know of a group. Never throws. */
export async function fetchStatus(group: string): Promise<StatusAnswer> {
  try {
    const response = await fetch(`${pathOfGroup(group)}.status`, { cache: "no-store" });
    if (response.status === 404) return { kind: "missing" };
    if (!response.ok) return { kind: "failed" };
    const status: unknown = await response.json();
    return isStatus(status) ? { kind: "found", status } : { kind: "failed" };
  } catch {
    return { kind: "failed" };
  }
}

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

function isStatus(value: unknown): value is GroupStatus {
  return typeof value === "object" && value !== null && "name" in value &&
    typeof value.name === "string";
}
