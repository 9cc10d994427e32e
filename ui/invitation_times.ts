/**
 * When invitations begin and end, as people write it; and the links that carry them.
 * @module
 */
import { pathOfGroup } from "./client/group_name.ts";

/** A day in milliseconds. */
export const DAY_MS = 24 * 3_600_000;

/** Units after a number, in milliseconds; months and years are those of the calendar on average. */
const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: DAY_MS,
  mon: 30 * DAY_MS,
  yr: 365 * DAY_MS,
};

/** Reads `2h`, `3d` (from `nowMs` on) or a date; Unix time in milliseconds, null if it is neither. */
export function parseTime(text: string, nowMs: number): number | null {
  const [, count, unit = ""] = /^(\d{1,6})([a-z]+)$/.exec(text) ?? [];
  if (count !== undefined) {
    const unitMs = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    return unitMs === undefined ? null : nowMs + Number(count) * unitMs;
  }
  // Bare numbers are years to `Date.parse`, and names of people too easily become dates.
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** What a field of the type `datetime-local` shows for a time. */
export function toLocalField(timeMs: number): string {
  const date = new Date(timeMs);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What such a field means; null if it is empty. */
export function ofLocalField(value: string): number | null {
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

/** The address by which a token lets somebody into a group. */
export function linkOf(origin: string, group: string, token: string): string {
  return `${origin}${pathOfGroup(group)}?token=${encodeURIComponent(token)}`;
}

/** The token in a link, or the token itself if that is what was given. */
export function tokenOf(link: string): string {
  if (!URL.canParse(link)) return link;
  return new URL(link).searchParams.get("token") ?? link;
}
