/**
 * Where group definitions come from: a folder of files, or memory.
 * @module
 */
import {
  type Catalog,
  createCatalog,
  type FileContent,
  type Listing,
  needsReading,
  report,
  type StoreReport,
  updateCatalog,
} from "./catalog.ts";
import { type Change, editDefinition } from "./definition_edit.ts";
import type { Description } from "./description.ts";
import { descriptionToJson } from "./description_format.ts";
import type { Descriptions } from "./directory.ts";
import { entityTag } from "./etag.ts";
import { hasHiddenComponent, isGroupName } from "./names.ts";
import { explain, readContent } from "./read_file.ts";
import { createEditor, type Editor, type EditResult, MAX_FOLDER_DEPTH } from "./store_edit.ts";

/** A source of definitions, and where they are edited. */
export interface GroupStore extends Editor {
  /**
   * The definitions as they are now. As long as nothing changes it is the same map, so that the caller can tell. To be
   * asked before a group is looked up and about once per second; a folder is looked through no more often than that.
   * Never rejects: what cannot be read is reported, and stays as it was.
   */
  read(): Promise<Descriptions>;
}

/** A store in memory, which changes when somebody says so. */
export interface MemoryStore extends GroupStore {
  /** Defines a group; null takes its definition away. */
  set(name: string, description: Description | null): void;
}

/** What a store of files needs to know. */
export interface FileStoreOptions {
  readonly folder: string;
  /** What there is as long as the folder has never been there. */
  readonly whenAbsent: Descriptions;
  /** Takes what people should know, each thing once. */
  readonly report: (report: StoreReport) => void;
  /** Unix time in milliseconds. */
  readonly clock: () => number;
}

/** How many files and folders are looked at. */
const MAX_ENTRIES = 20_000;

/** How often the folder is looked through at most. */
const MIN_INTERVAL_MS = 1000;

/** No more than this part of the time goes into looking, so that large folders do not cost more than small ones. */
const MAX_SHARE = 1 / 50;

const EXTENSIONS = /^(.+)\.(json|yaml|yml)$/;

/** A store of the definitions in `initial`. What is edited is lost when the program ends. */
export function createMemoryStore(initial: Descriptions = new Map()): MemoryStore {
  let descriptions = initial;
  function set(name: string, description: Description | null): void {
    const changed = new Map(descriptions);
    if (description === null) changed.delete(name);
    else changed.set(name, description);
    descriptions = changed;
  }
  const textOf = (name: string) => {
    const description = descriptions.get(name) ?? null;
    return description === null ? null : JSON.stringify(descriptionToJson(description));
  };
  function editHere(
    name: string,
    holds: (etag: string | null) => boolean,
    change: Change,
  ): EditResult {
    if (!isGroupName(name) || hasHiddenComponent(name)) return { type: "illegal" };
    const text = textOf(name);
    if (!holds(text === null ? null : entityTag(text))) return { type: "mismatch" };
    const edited = editDefinition(text, "json", change);
    switch (edited.type) {
      case "text":
        set(name, edited.description);
        return { type: "written", etag: entityTag(textOf(name) ?? ""), created: text === null };
      case "removed":
        set(name, null);
        return { type: "removed" };
      default:
        return edited;
    }
  }
  return {
    read: () => Promise.resolve(descriptions),
    set,
    find(name) {
      const text = textOf(name);
      const description = descriptions.get(name) ?? null;
      return Promise.resolve(text === null ? null : { description, etag: entityTag(text) });
    },
    edit: (name, holds, change) => Promise.resolve(editHere(name, holds, change)),
  };
}

/**
 * A store of the `.json`, `.yaml` and `.yml` files in a folder and the folders in it: `a/b.json` defines the group
 * `a/b`. Names that begin with a dot are skipped. A file in error is reported once with line and reason, keeps its
 * last good definition and touches no other.
 */
export function createFileStore(options: FileStoreOptions): GroupStore {
  const catalog = createCatalog(options.whenAbsent);
  let dueMs = -Infinity;
  let reading: Promise<Descriptions> | null = null;
  let edits = 0;
  async function refreshNow(): Promise<Descriptions> {
    const startMs = options.clock();
    const editsBefore = edits;
    try {
      await refresh(catalog, options);
    } finally {
      const endMs = options.clock();
      dueMs = edits === editsBefore
        ? endMs + Math.max(MIN_INTERVAL_MS, (endMs - startMs) / MAX_SHARE)
        : -Infinity;
      reading = null;
    }
    return catalog.descriptions;
  }
  const editor = createEditor(withoutSlash(options.folder), () => {
    edits++;
    dueMs = -Infinity;
  });
  return {
    ...editor,
    read() {
      if (reading === null && options.clock() < dueMs) return Promise.resolve(catalog.descriptions);
      return reading ??= refreshNow();
    },
  };
}

/** Why a folder of groups cannot be used, in one sentence; null if it can. */
export async function checkGroupsFolder(folder: string): Promise<string | null> {
  try {
    // One entry is enough to know.
    for await (const _entry of Deno.readDir(folder)) break;
    return null;
  } catch (error) {
    return `The groups folder ${folder} cannot be read: ${explain(error)}.`;
  }
}

/** Looks the folder through and reads what has changed. */
async function refresh(catalog: Catalog, options: FileStoreOptions): Promise<void> {
  const listing: Listing = { files: [], unread: [], reports: [] };
  const folder = withoutSlash(options.folder);
  const absent = await walk(listing, { left: MAX_ENTRIES }, folder, "", []) === "absent";
  if (absent && catalog.descriptions === options.whenAbsent) return;
  const contents = new Map<string, FileContent>();
  const nowMs = options.clock();
  for (const file of listing.files) {
    if (needsReading(catalog, file)) contents.set(file.path, await readContent(file.path));
  }
  for (const each of updateCatalog(catalog, listing, contents, nowMs)) options.report(each);
}

/**
 * Lists the files of one folder and those in it. `prefix` is what the names of its groups begin with, `above` the
 * identities of the folders it is in, by which loops of links are seen.
 */
async function walk(
  listing: Listing,
  budget: { left: number },
  folder: string,
  prefix: string,
  above: readonly string[],
): Promise<"done" | "absent"> {
  if (above.length > MAX_FOLDER_DEPTH) {
    skip(listing, folder, `folders are nested more than ${MAX_FOLDER_DEPTH} deep: move it`);
    return "done";
  }
  const names: string[] = [];
  let identity: string;
  try {
    const info = await Deno.stat(folder);
    identity = info.ino === null ? folder : `${info.dev}:${info.ino}`;
    if (above.includes(identity)) return "done";
    for await (const entry of Deno.readDir(folder)) {
      if (!entry.name.startsWith(".")) names.push(entry.name);
    }
  } catch (error) {
    skip(listing, folder, explain(error));
    return error instanceof Deno.errors.NotFound ? "absent" : "done";
  }
  // In order, so that of two files for a group it is always the same that counts.
  for (const name of names.sort()) {
    if (--budget.left < 0) {
      skip(listing, folder, `there are more than ${MAX_ENTRIES} files in all: remove some`);
      break;
    }
    const inner = await look(listing, `${folder}/${name}`, prefix + name);
    if (inner === "folder") {
      await walk(listing, budget, `${folder}/${name}`, `${prefix}${name}/`, [...above, identity]);
    }
  }
  return "done";
}

function withoutSlash(folder: string): string {
  return folder.replace(/(?<=.)\/+$/, "");
}

/** Lists one file, if it is a group file. */
async function look(listing: Listing, path: string, name: string): Promise<"folder" | "other"> {
  let info: Deno.FileInfo;
  try {
    info = await Deno.stat(path);
  } catch (error) {
    listing.reports.push(report("warn", "A group file cannot be seen", path, explain(error)));
    return "other";
  }
  if (info.isDirectory) return "folder";
  // Whatever else may lie there, such as a README or an editor's copy, is not ours.
  const match = EXTENSIONS.exec(name);
  if (!info.isFile || match === null) return "other";
  const [, group = "", extension] = match;
  if (!isGroupName(group)) {
    const reason = "no group can have that name: rename it";
    listing.reports.push(report("warn", "A group file is ignored", path, reason));
    return "other";
  }
  const changedMs = info.mtime?.getTime() ?? 0;
  listing.files.push({
    path,
    name: group,
    format: extension === "json" ? "json" : "yaml",
    stamp: `${info.dev}:${info.ino}:${info.size}:${changedMs}`,
    changedMs,
  });
  return "other";
}

function skip(listing: Listing, folder: string, reason: string): void {
  listing.unread.push(folder);
  listing.reports.push(
    report("warn", "A folder of groups is not read: its groups stay as they were", folder, reason),
  );
}
