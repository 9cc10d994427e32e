/**
 * Who was there from when to when, and the same as a file for spreadsheets.
 * @module
 */
import type { JsonValue } from "../../../server/messages.ts";
import { readInteger, readObject } from "./untrusted.ts";

/** Somebody's stay. Times are Unix times in milliseconds. */
export interface Stay {
  /** The client's id while it is there. */
  readonly id: string;
  readonly username: string;
  readonly fromMs: number;
  /** Null as long as it lasts. */
  readonly untilMs: number | null;
}

/** Stays, in the order in which they began. */
export type Stays = readonly Stay[];

/** More are not kept: a day of a crowd that comes and goes. */
const MOST_STAYS = 5000;

/** Who is back within this time has never gone, in milliseconds. */
const SAME_STAY_MS = 90_000;

/** The longest name that is kept; the server takes none that is longer. */
const MOST_LETTERS = 512;

interface Person {
  readonly id: string;
  readonly username: string;
}

/** Notes who is there at a moment: stays begin, end, or go on. */
export function followStays(
  stays: Stays,
  people: Iterable<Person>,
  nowMs: number,
): Stays {
  const present = new Map([...people].map((person) => [person.id, person]));
  const next = stays.map((stay) =>
    stay.untilMs === null && !present.has(stay.id) ? { ...stay, untilMs: nowMs } : stay
  );
  const known = new Set(next.filter(({ untilMs }) => untilMs === null).map(({ id }) => id));
  for (const { id, username } of present.values()) {
    if (known.has(id)) continue;
    const before = next.findLastIndex((stay) =>
      stay.username === username && username !== "" && stay.untilMs !== null &&
      nowMs - stay.untilMs <= SAME_STAY_MS
    );
    const former = next[before];
    if (former !== undefined) next[before] = { ...former, id, untilMs: null };
    else next.push({ id, username, fromMs: nowMs, untilMs: null });
  }
  return next.slice(-MOST_STAYS);
}

/** Ends all that last. */
export function endStays(stays: Stays, nowMs: number): Stays {
  return stays.map((stay) => stay.untilMs === null ? { ...stay, untilMs: nowMs } : stay);
}

/** Reads what was stored; what is no stay is left out. */
export function readStays(value: JsonValue | undefined): Stays {
  if (!Array.isArray(value)) return [];
  return value.slice(-MOST_STAYS).flatMap((one) => {
    const fields = readObject(one);
    const id = fields?.["id"];
    const username = fields?.["username"];
    const fromMs = readInteger(fields?.["fromMs"], 0, Number.MAX_SAFE_INTEGER);
    const untilMs = readInteger(fields?.["untilMs"], 0, Number.MAX_SAFE_INTEGER);
    if (typeof id !== "string" || typeof username !== "string" || fromMs === null) return [];
    return [{ id, username: username.slice(0, MOST_LETTERS), fromMs, untilMs }];
  });
}

/** The words in a file for spreadsheets. */
export interface SheetWords {
  readonly columns: readonly [name: string, from: string, until: string, minutes: string];
  readonly anonymous: string;
}

/**
 * A file that spreadsheets read (RFC 4180, with a mark that it is UTF-8): a line for each stay. Times are those of `timeOf`. No cell is taken
 * for a formula.
 */
export function staysToCsv(
  stays: Stays,
  nowMs: number,
  { columns, anonymous }: SheetWords,
  timeOf: (timeMs: number) => string,
): string {
  const rows = stays.map(({ username, fromMs, untilMs }) => [
    username || anonymous,
    timeOf(fromMs),
    untilMs === null ? "" : timeOf(untilMs),
    String(Math.round(Math.max(0, (untilMs ?? nowMs) - fromMs) / 60_000)),
  ]);
  const lines = [[...columns], ...rows].map((row) => row.map(cellOf).join(","));
  return `\ufeff${lines.map((line) => `${line}\r\n`).join("")}`;
}

/** What spreadsheets take for the beginning of a formula, or pass over before one. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠|%]|^[\t\r]/u;

/** Line breaks and other signs that are no letters would let a name look like several cells. */
// deno-lint-ignore no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

function cellOf(text: string): string {
  const plain = text.replace(CONTROLS, " ");
  const safe = FORMULA.test(text) || FORMULA.test(plain) ? `'${plain}` : plain;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A moment as `2026-01-02 15:04:05` by the clock on the wall, which every spreadsheet takes for one. */
export function sheetTime(timeMs: number): string {
  const time = new Date(timeMs);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":");
  return `${day} ${clock}`;
}
