/**
 * The server's log: one line per event, for people (text) or programs (JSON). A log is a record that is handed to
 * whoever needs it.
 * @module
 */

/** How grave an event is, gravest first. */
export type Level = "error" | "warn" | "info" | "debug";

/** All levels, gravest first. */
export const LEVELS: readonly Level[] = ["error", "warn", "info", "debug"];

/** How lines look. */
export type LogFormat = "text" | "json";

/** What an event is about. Fields without a value are left out. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Where events go. `message` is one fixed sentence; whatever varies is in the fields. */
export type Log = Readonly<Record<Level, (message: string, fields?: LogFields) => void>>;

/** How a log is made. */
export interface LogOptions {
  /** The least grave level that is written. */
  readonly level: Level;
  readonly format: LogFormat;
  /** Unix time in milliseconds. */
  readonly clock: () => number;
  /** Takes a line with its newline. */
  readonly write: (line: string) => void;
}

/** Longest text of one field; the rest is cut off and counted. */
const MAX_FIELD_LENGTH = 4096;

/** Fields whose values are never written, whoever passes them by mistake. */
const SECRET = /password|passwd|secret|token|authorization|cookie|credential/i;

/** Makes a log. */
export function createLog(options: LogOptions): Log {
  const least = LEVELS.indexOf(options.level);
  const formatLine = options.format === "json" ? jsonLine : textLine;
  function logger(level: Level): (message: string, fields?: LogFields) => void {
    if (LEVELS.indexOf(level) > least) return ignore;
    return (message, fields = {}) => {
      const time = new Date(options.clock()).toISOString();
      options.write(formatLine(time, level, message, fields));
    };
  }
  return {
    error: logger("error"),
    warn: logger("warn"),
    info: logger("info"),
    debug: logger("debug"),
  };
}

/** Writes a line to standard error. Lines are lost, and nothing else happens, if nobody reads it any more. */
export function writeToStderr(line: string): void {
  try {
    let rest = new TextEncoder().encode(line);
    while (rest.length > 0) rest = rest.subarray(Deno.stderr.writeSync(rest));
  } catch {
    // There is nowhere left to complain.
  }
}

/**
 * Makes a text harmless in a terminal and in a line-based log: control characters, line separators and characters that
 * change the direction of writing come out as `\uXXXX`.
 */
function escapeControls(text: string): string {
  return text.replace(
    // deno-lint-ignore no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function ignore(): void {}

function jsonLine(time: string, level: Level, message: string, fields: LogFields): string {
  const record: Record<string, unknown> = { time, level, message };
  for (const [name, value] of shownFields(fields)) {
    // No field can stand in for one of ours.
    record[Object.hasOwn(record, name) ? `${name}_` : name] = value;
  }
  return escapeControls(JSON.stringify(record)) + "\n";
}

function textLine(time: string, level: Level, message: string, fields: LogFields): string {
  let line = `${time} ${level.toUpperCase().padEnd(5)} ${escapeControls(message)}`;
  for (const [name, value] of shownFields(fields)) {
    const text = String(value);
    const plain = /^[\p{L}\p{N}_.,:;/@+*()[\]-]+$/u.test(text);
    line += ` ${name}=${plain ? text : escapeControls(JSON.stringify(text))}`;
  }
  return line + "\n";
}

/** The fields that have a value, without secrets and none too long. */
function shownFields(fields: LogFields): [string, string | number | boolean | null][] {
  const shown: [string, string | number | boolean | null][] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (SECRET.test(name)) shown.push([name, "***"]);
    else shown.push([name, typeof value === "string" ? shorten(value) : value]);
  }
  return shown;
}

function shorten(text: string): string {
  if (text.length <= MAX_FIELD_LENGTH) return text;
  return `${text.slice(0, MAX_FIELD_LENGTH)}… (${text.length - MAX_FIELD_LENGTH} more)`;
}
