/**
 * Numbers, sizes, times and lists by the customs of the language in use.
 * @module
 */
import { locale } from "./locale.ts";

/** Making one costs far more than using it. */
const formats = new Map<string, unknown>();

function keep<T>(key: string, make: (tag: string) => T): T {
  const tag = locale.value;
  const name = `${tag} ${key}`;
  let format = formats.get(name) as T | undefined;
  if (format === undefined) {
    format = make(tag);
    formats.set(name, format);
  }
  return format;
}

function number(value: number, options: Intl.NumberFormatOptions): string {
  return keep(JSON.stringify(options), (tag) => new Intl.NumberFormat(tag, options)).format(value);
}

function moment(timeMs: number, options: Intl.DateTimeFormatOptions): string {
  return keep(JSON.stringify(options), (tag) => new Intl.DateTimeFormat(tag, options))
    .format(timeMs);
}

function unit(value: number, name: string, digits: number): string {
  return number(value, { style: "unit", unit: name, maximumFractionDigits: digits });
}

/** A number such as `1,234.5`. */
export function formatNumber(value: number): string {
  return number(value, { maximumFractionDigits: 1 });
}

/** A rate in bits per second, such as `1.2 Mb/s`. */
export function formatRate(bps: number): string {
  if (bps < 1000) return unit(bps, "bit-per-second", 0);
  if (bps < 999_500) return unit(bps / 1000, "kilobit-per-second", 0);
  return unit(bps / 1e6, "megabit-per-second", 1);
}

/** A number of bytes, such as `1.2 MB`. */
export function formatBytes(bytes: number): string {
  return bytesIn(bytes, "");
}

/** A rate in bytes per second, such as `1.2 MB/s`. */
export function formatByteRate(rate: number): string {
  return bytesIn(rate, "-per-second");
}

function bytesIn(bytes: number, per: string): string {
  if (bytes < 1000) return unit(bytes, `byte${per}`, 0);
  if (bytes < 999_500) return unit(bytes / 1000, `kilobyte${per}`, 0);
  if (bytes < 999.5e6) return unit(bytes / 1e6, `megabyte${per}`, 1);
  return unit(bytes / 1e9, `gigabyte${per}`, 1);
}

/** A share from 0 to 1, such as `0.4%`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return `< ${formatShare(0.001)}`;
  return number(share, { style: "percent", maximumFractionDigits: share < 0.1 ? 1 : 0 });
}

/** A length of time in milliseconds, such as `31 ms`. */
export function formatMs(ms: number): string {
  return unit(ms, "millisecond", ms < 10 ? 1 : 0);
}

/** Width and height of a picture, such as `1280 × 720`: the width first in every language. */
export function formatSize(width: number, height: number): string {
  const side = (value: number) => number(value, { useGrouping: false });
  return `\u2066${side(width)}\u00a0×\u00a0${side(height)}\u2069`;
}

/** A time of day, such as `14:05`. `timeMs` is Unix time, as for all that follow. */
export function formatClock(timeMs: number): string {
  return moment(timeMs, { hour: "2-digit", minute: "2-digit" });
}

/** A day and a time of day. */
export function formatTime(timeMs: number): string {
  return moment(timeMs, { dateStyle: "medium", timeStyle: "short" });
}

/** A day. */
export function formatDate(timeMs: number): string {
  return moment(timeMs, { dateStyle: "medium" });
}

/** A span such as `5:03` or `1:05:03`; `seconds` is cut to whole ones. */
export function formatSpan(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => number(value, { minimumIntegerDigits: 2, useGrouping: false });
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const head = hours > 0 ? `${number(hours, {})}:${two(minutes)}` : number(minutes, {});
  return `\u2066${head}:${two(whole % 60)}\u2069`;
}

/** Things in a row, such as `a, b and c`. */
export function formatList(items: readonly string[], joint: "and" | "or" = "and"): string {
  const type = joint === "and" ? "conjunction" : "disjunction";
  return keep(`list ${joint}`, (tag) => new Intl.ListFormat(tag, { type })).format(items);
}
