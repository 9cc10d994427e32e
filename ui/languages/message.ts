/**
 * How the texts of another language follow those of English, and how a page takes its words from the language in use.
 * @module
 */
import { signal } from "@preact/signals";
import { isolateArguments } from "./bidi.ts";
import type { Language } from "./languages.ts";

/**
 * The shape of a record of English texts, for the other languages: a string for a string, a function of the same
 * arguments for a function, a record for a record.
 */
export type Translated<T> = T extends string ? string
  : T extends (...values: infer Values) => string ? (...values: Values) => string
  : { readonly [Key in keyof T]: Translated<T[Key]> };

/** Fetches the record of a language. */
export type Load<T> = () => Promise<Partial<Translated<T>>>;

/** The texts of a page in the language in use. */
export interface Messages<T extends object> {
  /**
   * What is read while rendering, or in a computed signal, follows the language by itself. Functions isolate the texts
   * that they are given, so that a name from right to left turns nothing but itself.
   */
  readonly text: Translated<T>;
  /** Fetches the words of a language, and returns what puts them in use. What they lack stays English. */
  prepare(language: Language | "pseudo"): Promise<() => void>;
}

/** Begins with English, which every page carries with it. */
export function createMessages<T extends object>(
  english: T,
  loads: Readonly<Record<Exclude<Language, "en">, Load<T>>>,
): Messages<T> {
  const own = isolateArguments(english);
  const current = signal(own);
  const text = {};
  for (const area of Object.keys(english)) {
    Object.defineProperty(text, area, {
      enumerable: true,
      get: () => Reflect.get(current.value, area),
    });
  }
  async function load(language: Language | "pseudo"): Promise<object> {
    if (language === "en") return own;
    if (language === "pseudo") return (await import("./pseudo.ts")).distort(own);
    return withDefaults(isolateArguments(await loads[language]()), own);
  }
  return {
    text: text as Translated<T>,
    prepare: async (language) => {
      const record = await load(language);
      return () => {
        current.value = record;
      };
    },
  };
}

/** A record with what it lacks taken from another, at any depth. */
function withDefaults(record: object, defaults: object): object {
  const whole: Record<string, unknown> = { ...defaults };
  for (const [key, value] of Object.entries(record)) {
    const base = whole[key];
    whole[key] = isRecord(value) && isRecord(base) ? withDefaults(value, base) : value;
  }
  return whole;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
