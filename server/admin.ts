/**
 * Who may administer the server: names and passwords of `config.json`, by HTTP's Basic scheme (RFC 7617).
 * @module
 */
import { decodeBase64 } from "@std/encoding";
import { createPassword, type Hasher, matchPassword } from "../groups/password.ts";
import type { UserDescription } from "../groups/description.ts";
import { permissionsOf } from "../groups/permissions.ts";

/** Longest value of `Authorization` that is looked at, in characters. */
const MAX_HEADER_LENGTH = 4096;

/** Nobody's password. */
const NO_PASSWORD = createPassword({});

/** Of a named set of permissions, nothing that groups add to it matters here. */
const NO_ADDITIONS = { allowRecording: false, unrestrictedTokens: false };

/** A name and a password. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** Reads the value of `Authorization`; null unless it is of the Basic scheme and well formed. */
export function readBasicCredentials(header: string): BasicCredentials | null {
  if (header.length > MAX_HEADER_LENGTH) return null;
  const match = /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header);
  if (match === null) return null;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(decodeBase64(match[1]!));
  } catch {
    return null;
  }
  const colon = text.indexOf(":");
  return colon < 0 ? null : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/**
 * Whether these are an administrator's among the users of `config.json`. A name that there is not costs as much time as one that
 * there is.
 */
export async function isAdministrator(
  { username, password }: BasicCredentials,
  users: ReadonlyMap<string, UserDescription>,
  hasher: Hasher,
): Promise<boolean> {
  const user = users.get(username);
  const [decoy] = users.values();
  const stored = (user ?? decoy)?.password ?? NO_PASSWORD;
  const match = await matchPassword(stored, password, hasher);
  return match.type === "match" && user !== undefined &&
    permissionsOf(user.permissions, NO_ADDITIONS).includes("admin");
}
