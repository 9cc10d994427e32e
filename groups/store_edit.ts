/**
 * Writing group files. One change at a time; each reads the file as it is at that moment, so that nothing that others have written
 * meanwhile is lost, and replaces it as a whole.
 * @module
 */
import { type Change, editDefinition } from "./definition_edit.ts";
import type { Description } from "./description.ts";
import { type DescriptionFormat, parseDescription } from "./description_format.ts";
import { entityTag } from "./etag.ts";
import { hasHiddenComponent, isGroupName } from "./names.ts";
import type { Problem } from "./source.ts";
import { removeFile, writeFileAtomically } from "./write_file.ts";

/**
 * Outcome of an edit.
 * - `written`, `removed`, `unchanged`: it is done;
 * - `mismatch`: the precondition does not hold;
 * - `not-writable`: there are no files here;
 * - `illegal`: no group can have that name;
 * - `broken`: the file as it is cannot be read, and is left alone;
 * - `invalid`: what was asked for cannot be read again;
 * - `failed`: the disk does not play along; the reason is for the log.
 */
export type EditResult =
  | { readonly type: "written"; readonly etag: string; readonly created: boolean }
  | { readonly type: "removed" | "unchanged" | "mismatch" | "not-writable" | "illegal" }
  | { readonly type: "broken" | "invalid"; readonly problem: Problem }
  | { readonly type: "failed"; readonly reason: string };

/** A definition and the entity tag of its file; null in place of one that cannot be read. */
export interface Found {
  readonly description: Description | null;
  readonly etag: string;
}

/** Reads and writes group files by name. Nothing here rejects, except `find` when the disk fails. */
export interface Editor {
  /** The definition of a group as it is now, null if it has no file. */
  find(name: string): Promise<Found | null>;
  /**
   * Makes, changes or removes the definition of a group.
   * @param holds whether to go on, given the file's entity tag, null if there is no file
   */
  edit(
    name: string,
    holds: (etag: string | null) => boolean,
    change: Change,
  ): Promise<EditResult>;
}

/** A group file and what is in it. */
interface Stored {
  readonly path: string;
  readonly format: DescriptionFormat;
  readonly text: string;
}

const FORMATS: readonly (readonly [string, DescriptionFormat])[] = [
  ["json", "json"],
  ["yaml", "yaml"],
  ["yml", "yaml"],
];

/** An editor of the files in a folder, which need not be there. `written` is called after each change. */
export function createEditor(folder: string, written: () => void): Editor {
  let last: Promise<unknown> = Promise.resolve();

  async function edit(
    name: string,
    holds: (etag: string | null) => boolean,
    change: Change,
  ): Promise<EditResult> {
    if (!isGroupName(name) || hasHiddenComponent(name)) return { type: "illegal" };
    const stored = await load(folder, name);
    const etag = stored === null ? null : entityTag(stored.text);
    if (!holds(etag)) return { type: "mismatch" };
    const format = stored?.format ?? "json";
    const edited = editDefinition(stored?.text ?? null, format, change);
    const path = stored?.path ?? `${folder}/${name}.json`;
    switch (edited.type) {
      case "text":
        await writeFileAtomically(path, edited.text);
        written();
        return { type: "written", etag: entityTag(edited.text), created: stored === null };
      case "removed":
        await removeFile(path);
        written();
        return { type: "removed" };
      case "unchanged":
        return { type: "unchanged" };
      case "broken":
      case "invalid":
        return edited;
    }
  }

  return {
    async find(name) {
      if (!isGroupName(name) || hasHiddenComponent(name)) return null;
      const stored = await load(folder, name);
      if (stored === null) return null;
      const parsed = parseDescription(stored.text, stored.format);
      const description = parsed.type === "description" ? parsed.description : null;
      return { description, etag: entityTag(stored.text) };
    },
    edit(name, holds, change) {
      const turn = last.then(() => edit(name, holds, change)).catch((error): EditResult => ({
        type: "failed",
        reason: error instanceof Error ? error.message : String(error),
      }));
      last = turn;
      return turn;
    },
  };
}

/** The file of a group, in the order in which the folder is read: of two files for a group the first counts. */
async function load(folder: string, name: string): Promise<Stored | null> {
  for (const [extension, format] of FORMATS) {
    const path = `${folder}/${name}.${extension}`;
    try {
      return { path, format, text: await Deno.readTextFile(path) };
    } catch (error) {
      const absent = error instanceof Deno.errors.NotFound ||
        error instanceof Deno.errors.NotADirectory;
      if (!absent) throw error;
    }
  }
  return null;
}
