/**
 * The fields of a group's definition as a form has them: read from JSON, and written back with what the form does not know left as
 * it is.
 * @module
 */
import { ownProblem, type Problem } from "./failure.ts";
import { adminText } from "./text.ts";

/** How a field is filled in. */
export type FieldKind = "line" | "text" | "flag" | "number" | "time" | "list" | "devices";

/** One field. Its name is the definition's. */
export interface GroupField {
  readonly name: keyof typeof adminText.fields;
  readonly kind: FieldKind;
}

/** A group of fields. */
export interface FieldSection {
  readonly name: keyof typeof adminText.sections;
  readonly fields: readonly GroupField[];
}

/** All fields but users and keys, which have pages of their own. */
export const SECTIONS: readonly FieldSection[] = [
  {
    name: "about",
    fields: [
      { name: "displayName", kind: "line" },
      { name: "description", kind: "text" },
      { name: "contact", kind: "line" },
      { name: "comment", kind: "text" },
      { name: "public", kind: "flag" },
    ],
  },
  {
    name: "admission",
    fields: [
      { name: "max-clients", kind: "number" },
      { name: "not-before", kind: "time" },
      { name: "expires", kind: "time" },
      { name: "autolock", kind: "flag" },
      { name: "lobby", kind: "flag" },
      { name: "autokick", kind: "flag" },
      { name: "auto-subgroups", kind: "flag" },
      { name: "redirect", kind: "line" },
    ],
  },
  {
    name: "inside",
    fields: [
      { name: "max-history-age", kind: "number" },
      { name: "suggest", kind: "devices" },
      { name: "codecs", kind: "list" },
      { name: "allow-recording", kind: "flag" },
      { name: "unrestricted-tokens", kind: "flag" },
    ],
  },
  {
    name: "elsewhere",
    fields: [
      { name: "authServer", kind: "line" },
      { name: "authPortal", kind: "line" },
    ],
  },
];

/** What stands in the fields of a form, by name: a text as typed, or a mark. */
export type FormValues = Readonly<Record<string, string | boolean>>;

/** A definition as the server has it. */
export type Definition = Readonly<Record<string, unknown>>;

const FIELDS = SECTIONS.flatMap(({ fields }) => fields);

/** What can be chosen of devices. */
export const DEVICE_CHOICES = ["", "microphone", "camera", "camera, microphone"] as const;

const CODECS = ["vp8", "vp9", "av1", "h264", "opus", "g722", "pcmu", "pcma"];

/** Fills the form. */
export function readForm(definition: Definition): FormValues {
  return Object.fromEntries(
    FIELDS.map(({ name, kind }) => [name, toTyped(kind, definition[name])]),
  );
}

/**
 * What the form says, over the definition it was filled from: fields that are empty go, those that this page does not know stay.
 * Or what is wrong with it, at most one problem a field.
 */
export function writeForm(
  values: FormValues,
  definition: Definition,
): { readonly definition: Definition; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const known = new Set<string>(FIELDS.map(({ name }) => name));
  const entries = Object.entries(definition).filter(([name]) => !known.has(name));
  for (const { name, kind } of FIELDS) {
    const typed = values[name] ?? "";
    // A time that was not touched keeps its seconds and its zone, a list its odd items.
    const untouched = typed === toTyped(kind, definition[name]);
    const parsed = untouched ? { value: definition[name] } : fromTyped(kind, typed);
    if ("problem" in parsed) problems.push(ownProblem(name, parsed.problem));
    else if (parsed.value !== undefined) entries.push([name, parsed.value]);
  }
  return { definition: Object.fromEntries(entries), problems };
}

function toTyped(kind: FieldKind, value: unknown): string | boolean {
  switch (kind) {
    case "flag":
      return value === true;
    case "time":
      return typeof value === "string" ? toLocalTime(value) : "";
    case "list":
      return Array.isArray(value) ? value.join(", ") : "";
    case "devices":
      return Array.isArray(value) ? value.toSorted().join(", ") : "";
    default:
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
  }
}

type Parsed = { readonly value: unknown } | { readonly problem: string };

/** Absent is undefined. */
function fromTyped(kind: FieldKind, typed: string | boolean): Parsed {
  if (typeof typed === "boolean") return { value: typed ? true : undefined };
  const text = typed.trim();
  if (text === "") return { value: undefined };
  switch (kind) {
    case "number":
      return /^\d{1,9}$/.test(text)
        ? { value: Number(text) }
        : { problem: adminText.group.notANumber };
    case "time": {
      const iso = fromLocalTime(text);
      return iso === null ? { problem: adminText.group.notATime } : { value: iso };
    }
    case "devices":
      return { value: text.split(", ") };
    case "list": {
      const names = text.toLowerCase().split(/[\s,]+/).filter((name) => name !== "");
      const unknown = names.find((name) => !CODECS.includes(name));
      return unknown === undefined
        ? { value: names }
        : { problem: adminText.group.unknownCodec(unknown, CODECS.join(", ")) };
    }
    default:
      return { value: text };
  }
}

/** A time of RFC 3339 as a field for dates has it: in local time, to the minute. "" if it is none. */
export function toLocalTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  const date = [String(time.getFullYear()).padStart(4, "0"), time.getMonth() + 1, time.getDate()];
  const [year, month, day] = date;
  return `${year}-${two(Number(month))}-${two(Number(day))}T${two(time.getHours())}:${
    two(time.getMinutes())
  }`;
}

/** The time of a field for dates by RFC 3339, in UTC; null if it is none. */
export function fromLocalTime(typed: string): string | null {
  if (!/^\d{4,6}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(typed)) return null;
  const time = new Date(typed);
  if (Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999) return null;
  return time.toISOString().replace(/\.000Z$/, "Z");
}
