/**
 * Values as people write them after options: permissions, times, fields of a definition.
 * @module
 */
import type { JsonObject, JsonValue } from "../groups/json.ts";
import { isPermissionSetName, PERMISSION_SET_NAMES, permissionsOf } from "../groups/permissions.ts";
import { Failure } from "./calls.ts";

const NO_ADDITIONS = { allowRecording: false, unrestrictedTokens: false };

/** Seconds of each unit; months and years are 30 and 365 days. */
const UNITS: Readonly<Record<string, number>> = {
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  mon: 2_592_000,
  yr: 31_536_000,
};

/** Reads permissions: the name of a set, or a list in JSON that is taken literally. */
export function readPermissions(text: string): JsonValue {
  if (isPermissionSetName(text)) return text;
  const value = readJson(text);
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new Failure(
    `the permissions ${text} are unknown: write one of ${PERMISSION_SET_NAMES.join(", ")}, or a ` +
      `list such as '["present"]'.`,
  );
}

/** Reads permissions for a token, which knows no sets: a set's name stands for what is in it. */
export function readTokenPermissions(text: string): readonly string[] {
  const permissions = readPermissions(text);
  return typeof permissions === "string" && isPermissionSetName(permissions)
    ? permissionsOf(permissions, NO_ADDITIONS)
    : permissions as readonly string[];
}

/** Reads a time: RFC 3339, a date, or a span from now such as 30min, 2d or 1yr. Returns RFC 3339. */
export function readTime(text: string, nowMs: number): string {
  const span = /^(-?\d+) *(s|min|h|d|w|mon|yr)$/.exec(text);
  if (span !== null) return rfc3339(nowMs + Number(span[1]) * UNITS[span[2]!]! * 1000);
  const timeMs = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(timeMs)) return rfc3339(timeMs);
  throw new Failure(
    `the time ${text} is unknown: write a span such as 2d or 30min, or 2026-09-01T08:30:00Z.`,
  );
}

function rfc3339(timeMs: number): string {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) throw new Failure("that time is out of all bounds.");
  return date.toISOString().replace(/\.000Z$/, "Z");
}

/** Lays assignments over a definition: `field=value`, where the value is JSON or a text; nothing after `=` removes the field. */
export function assign(definition: JsonObject, assignments: readonly string[]): JsonObject {
  const fields = new Map(Object.entries(definition));
  for (const assignment of assignments) {
    const equals = assignment.indexOf("=");
    if (equals < 1) {
      throw new Failure(`${assignment} sets nothing: write field=value, such as public=true.`);
    }
    const name = assignment.slice(0, equals);
    const text = assignment.slice(equals + 1);
    if (text === "") fields.delete(name);
    else fields.set(name, readJson(text) ?? text);
  }
  return Object.fromEntries(fields);
}

/** Lays the fields of one object over another's; null removes a field. */
export function merge(base: JsonObject, changes: JsonValue): JsonObject {
  if (typeof changes !== "object" || changes === null || Array.isArray(changes)) {
    throw new Failure("what was read is no JSON object.");
  }
  const fields = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(changes as JsonObject)) {
    if (value === null) fields.delete(name);
    else fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

/** JSON, or undefined where a text is none. */
export function readJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** An object that an answer must be. */
export function objectOf(value: JsonValue): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as JsonObject
    : {};
}

/** A list of texts that an answer must be. */
export function namesOf(value: JsonValue): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
