/**
 * Reading what others have put into data and messages: texts that are cut and stripped of what would disturb, numbers within bounds,
 * else null.
 * @module
 */
import type { JsonValue } from "../../../server/messages.ts";
import { plainName } from "../../names.ts";

/** An object of JSON. */
export type Fields = { readonly [key: string]: JsonValue };

/** An object; null for anything else. */
export function readObject(value: JsonValue | undefined): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Fields
    : null;
}

/** A text that can be shown, of at most so many characters; null if there is nothing to be seen in it. */
export function readLine(value: JsonValue | undefined, most: number): string | null {
  return typeof value === "string" ? plainName(value, most) || null : null;
}

/** A number from `least` to `most`. */
function readNumber(
  value: JsonValue | undefined,
  least: number,
  most: number,
): number | null {
  return typeof value === "number" && value >= least && value <= most ? value : null;
}

/** A whole number from `least` to `most`. */
export function readInteger(
  value: JsonValue | undefined,
  least: number,
  most: number,
): number | null {
  return Number.isInteger(value) ? readNumber(value, least, most) : null;
}
