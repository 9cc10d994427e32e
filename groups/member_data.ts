/**
 * What members say of themselves, such as a raised hand.
 * @module
 */
import { type Group, MAX_DATA_LENGTH } from "./group.ts";
import type { JsonObject } from "./json.ts";
import type { Notice } from "./notices.ts";

/** Outcome of {@linkcode changeMemberData}: notices, or what to tell the member. */
export type DataChange = { readonly type: "changed"; readonly notices: Notice[] } | {
  readonly type: "refused";
  readonly message: string;
};

/** Lays `changes` over a member's data; null deletes a key. All members are to be told, that one included. */
export function changeMemberData(group: Group, id: string, changes: JsonObject): DataChange {
  const old = group.members.get(id);
  if (old === undefined) return { type: "refused", message: "join a group first" };
  const data = mergeData(old.data, changes);
  if (data === null) return { type: "refused", message: "the user data is too long" };
  const member = { ...old, data };
  group.members.set(id, member);
  return {
    type: "changed",
    notices: [{ to: { type: "all" }, event: { type: "user", kind: "change", member } }],
  };
}

/** Lays changes over data, null deleting a key; null if that is too much. */
export function mergeData(data: JsonObject, changes: JsonObject): JsonObject | null {
  const entries = new Map(Object.entries(data));
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) entries.delete(key);
    else entries.set(key, value);
  }
  const merged: JsonObject = Object.fromEntries(entries);
  return JSON.stringify(merged).length > MAX_DATA_LENGTH ? null : merged;
}
