/**
 * How the texts of another language follow those of English, and how the page takes its words from the language in use.
 * @module
 */
import { signal } from "@preact/signals";

/**
 * The shape of a record of English texts, for the other languages: a string for a string, a function of the same
 * arguments for a function, a record for a record.
 */
export type Translated<T> = T extends string ? string
  : T extends (...values: infer Values) => string ? (...values: Values) => string
  : { readonly [Key in keyof T]: Translated<T[Key]> };

/** The texts of a page in the language in use. */
export interface Messages<T extends object> {
  /** What is read while rendering, or in a computed signal, follows the language by itself. */
  readonly text: Translated<T>;
  /** Takes the words of another language from now on; areas that it lacks stay English. */
  use(translation: Partial<Translated<T>>): void;
}

/** Begins with English, which every page carries with it. */
export function createMessages<T extends object>(english: T): Messages<T> {
  const current = signal<object>(english);
  const text = {};
  for (const area of Object.keys(english)) {
    Object.defineProperty(text, area, {
      enumerable: true,
      get: () => Reflect.get(current.value, area),
    });
  }
  return {
    text: text as Translated<T>,
    use: (translation) => {
      current.value = { ...english, ...translation };
    },
  };
}
