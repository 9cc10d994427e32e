/**
 * A form over a group's definition, each field a signal of its own.
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { Problem } from "./failure.ts";
import { type Definition, readForm, writeForm } from "./group_fields.ts";

/** A form being filled in. */
export interface GroupForm {
  /** A field of text, by its name. */
  text(name: string): Signal<string>;
  /** A mark, by its name. */
  flag(name: string): Signal<boolean>;
  /** The definition that it says, laid over that one, or what is wrong. */
  write(
    base: Definition,
  ): { readonly definition: Definition; readonly problems: readonly Problem[] };
}

/** A form filled from a definition. */
export function createForm(definition: Definition): GroupForm {
  const texts = new Map<string, Signal<string>>();
  const flags = new Map<string, Signal<boolean>>();
  for (const [name, value] of Object.entries(readForm(definition))) {
    if (typeof value === "boolean") flags.set(name, signal(value));
    else texts.set(name, signal(value));
  }
  return {
    text: (name) => fieldOf(texts, name),
    flag: (name) => fieldOf(flags, name),
    write(base) {
      const values = [...texts, ...flags].map(([name, field]) => [name, field.peek()] as const);
      return writeForm(Object.fromEntries(values), base);
    },
  };
}

function fieldOf<T>(fields: ReadonlyMap<string, Signal<T>>, name: string): Signal<T> {
  const field = fields.get(name);
  if (field === undefined) throw new RangeError(`the form has no field ${name}`);
  return field;
}
