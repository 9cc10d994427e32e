/**
 * Writing group files. One change at a time; each reads the file as it is at that moment, so that nothing that others have written
 * meanwhile is lost, and replaces it as a whole.
 * @module
 */
import type { FileContent } from "./catalog.ts";
import { type Change, editDefinition, type Edited } from "./definition_edit.ts";
import type { Description } from "./description.ts";
import { type DescriptionFormat, parseDescription } from "./description_format.ts";
import { entityTag } from "./etag.ts";
import { hasHiddenComponent, isGroupName } from "./names.ts";
import { explain, MAX_FILE_BYTES, readContent } from "./read_file.ts";
import type { Problem } from "./source.ts";
import { removeFile, writeFileAtomically } from "./write_file.ts";

/**
 * Outcome of an edit.
 * - `written`, `removed`, `unchanged`: it is done;
 * - `mismatch`: the precondition does not hold;
 * - `not-writable`: there are no files here;
 * - `illegal`: no group can have that name, or no file;
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

/** Reads and writes group files by name. Nothing here rejects. */
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
  readonly content: FileContent;
}

/** How deep folders are looked into. */
export const MAX_FOLDER_DEPTH = 16;

/** Longest name of a file on the usual systems, in bytes. */
const MAX_NAME_BYTES = 255;

const TOO_LARGE: EditResult = {
  type: "invalid",
  problem: {
    line: 1,
    message: `the group's file would be larger than ${MAX_FILE_BYTES >> 20} MiB: put less into it`,
  },
};

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
    if (!canHaveFile(name)) return { type: "illegal" };
    const stored = await load(folder, name);
    if (!holds(stored === null ? null : tagOf(stored.content))) return { type: "mismatch" };
    const path = stored?.path ?? `${folder}/${name}.json`;
    const edited = editStored(stored, change);
    switch (edited.type) {
      case "text":
        if (new TextEncoder().encode(edited.text).length > MAX_FILE_BYTES) return TOO_LARGE;
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
      const stored = canHaveFile(name) ? await load(folder, name) : null;
      if (stored === null) return null;
      const { content, format } = stored;
      const parsed = content.type === "text" ? parseDescription(content.text, format) : null;
      const description = parsed?.type === "description" ? parsed.description : null;
      return { description, etag: tagOf(content) };
    },
    edit(name, holds, change) {
      const turn = last.then(() => edit(name, holds, change)).catch(failure);
      last = turn;
      return turn;
    },
  };
}

/** Whether there can be a file that defines a group of that name, in a place where it is looked for. */
function canHaveFile(name: string): boolean {
  const parts = name.split("/");
  const encoder = new TextEncoder();
  return isGroupName(name) && !hasHiddenComponent(name) && parts.length <= MAX_FOLDER_DEPTH + 1 &&
    parts.every((part) => encoder.encode(`${part}.json`).length <= MAX_NAME_BYTES);
}

function editStored(stored: Stored | null, change: Change): Edited {
  if (stored === null) return editDefinition(null, "json", change);
  const { content, format } = stored;
  if (content.type === "text") return editDefinition(content.text, format, change);
  // Like a file in error, it may be removed, and nothing else.
  return change(null) === null
    ? { type: "removed" }
    : { type: "broken", problem: { line: 1, message: content.reason } };
}

function tagOf(content: FileContent): string {
  return entityTag(content.type === "text" ? content.text : content.reason);
}

function failure(error: unknown): EditResult {
  // Where the group's folder would be lies a file.
  const isInTheWay = error instanceof Deno.errors.NotADirectory ||
    error instanceof Deno.errors.AlreadyExists;
  if (isInTheWay) return { type: "illegal" };
  return { type: "failed", reason: error instanceof Error ? error.message : String(error) };
}

/** The file of a group, in the order in which the folder is read: of two files for a group the first counts. */
async function load(folder: string, name: string): Promise<Stored | null> {
  for (const [extension, format] of FORMATS) {
    const path = `${folder}/${name}.${extension}`;
    try {
      // What is no file, such as a pipe, is not ours, and to open it might take for ever.
      if (!(await Deno.stat(path)).isFile) continue;
    } catch (error) {
      const absent = error instanceof Deno.errors.NotFound ||
        error instanceof Deno.errors.NotADirectory;
      if (absent) continue;
      return { path, format, content: { type: "unreadable", reason: explain(error) } };
    }
    return { path, format, content: await readContent(path) };
  }
  return null;
}
