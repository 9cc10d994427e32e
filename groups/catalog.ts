/**
 * What is known of a folder of group files: the last good definition of each, and what has been said about them. Pure;
 * `store.ts` does the reading.
 * @module
 */
import type { Description } from "./description.ts";
import { type DescriptionFormat, parseDescription } from "./description_format.ts";
import type { Descriptions } from "./directory.ts";

/** A group file that is there. */
export interface FileFacts {
  readonly path: string;
  /** Name of the group it defines. */
  readonly name: string;
  readonly format: DescriptionFormat;
  /** Differs when the file has changed. */
  readonly stamp: string;
  /** Unix time in milliseconds of the last change. */
  readonly changedMs: number;
}

/** Something people should know about a file or folder. */
export interface StoreReport {
  readonly level: "error" | "warn";
  readonly message: string;
  readonly file: string;
  /** From 1; null if it is not about a line. */
  readonly line: number | null;
  readonly reason: string;
}

/** What one look through the folder has found. */
export interface Listing {
  readonly files: FileFacts[];
  /** Paths of folders that could not be looked through to the end; what was known of them holds. */
  readonly unread: string[];
  readonly reports: StoreReport[];
}

/** Content of a file, or why it could not be read. */
export type FileContent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "unreadable"; readonly reason: string };

/** All that is known. Written only by the functions of this file. */
export interface Catalog {
  /** By path. */
  files: Map<string, KnownFile>;
  /** The same object as long as no definition changes. */
  descriptions: Descriptions;
  /** What holds now and has been said, by its text. */
  reports: Map<string, StoreReport>;
}

interface KnownFile {
  readonly name: string;
  readonly stamp: string;
  /** Whether another change would change the stamp. */
  readonly settled: boolean;
  readonly text: string | null;
  /** The last good definition, null if there was none. */
  readonly description: Description | null;
  readonly reports: readonly StoreReport[];
}

/** A file changed less than this before it was read may change again unseen: some file systems count whole seconds. */
const SETTLED_MS = 2500;

/** A catalog of no files, which has `descriptions` until the first listing is taken over. */
export function createCatalog(descriptions: Descriptions): Catalog {
  return { files: new Map(), descriptions, reports: new Map() };
}

/** Whether a file has to be read before a listing that has it can be taken over. */
export function needsReading(catalog: Catalog, file: FileFacts): boolean {
  const known = catalog.files.get(file.path);
  return known === undefined || !known.settled || known.stamp !== file.stamp;
}

/**
 * Takes a listing over, with the contents of the files that needed reading, at the time they were read. Returns what
 * has not been said before. A file in error keeps its last good definition.
 */
export function updateCatalog(
  catalog: Catalog,
  listing: Listing,
  contents: ReadonlyMap<string, FileContent>,
  nowMs: number,
): StoreReport[] {
  const files = new Map<string, KnownFile>();
  const pathsByName = new Map<string, string>();
  const reports = [...listing.reports];
  for (const facts of listing.files) {
    const rival = pathsByName.get(facts.name);
    if (rival !== undefined) {
      reports.push(report("warn", IGNORED, facts.path, `${rival} defines this group: remove one`));
      continue;
    }
    pathsByName.set(facts.name, facts.path);
    const known = catalog.files.get(facts.path);
    const file = update(known, facts, contents.get(facts.path), nowMs);
    if (file !== undefined) files.set(facts.path, file);
  }
  keepUnread(catalog, listing, files);
  for (const file of files.values()) reports.push(...file.reports);
  catalog.files = files;
  const descriptions = new Map([...files.values()].map((file) => [file.name, file.description]));
  if (!sameEntries(descriptions, catalog.descriptions)) catalog.descriptions = descriptions;
  return takeReports(catalog, reports);
}

/** A report that is not about a line. */
export function report(
  level: StoreReport["level"],
  message: string,
  file: string,
  reason: string,
): StoreReport {
  return { level, message, file, line: null, reason };
}

const IGNORED = "A group file is ignored";

function update(
  known: KnownFile | undefined,
  facts: FileFacts,
  content: FileContent | undefined,
  nowMs: number,
): KnownFile | undefined {
  const { name, stamp } = facts;
  const description = known?.description ?? null;
  if (content === undefined) return known;
  if (content.type === "unreadable") {
    const reports = [report("error", broken(description), facts.path, content.reason)];
    return { name, stamp, settled: false, text: null, description, reports };
  }
  const settled = nowMs - facts.changedMs > SETTLED_MS;
  const { text } = content;
  if (known?.text === text) return { ...known, stamp, settled };
  const parsed = parseDescription(text, facts.format);
  if (parsed.type === "problem") {
    const { line, message } = parsed.problem;
    const about = report("error", broken(description), facts.path, message);
    return { name, stamp, settled, text, description, reports: [{ ...about, line }] };
  }
  const reports = parsed.warnings.map(({ line, message }) => ({
    ...report("warn", "A group file has something odd in it", facts.path, message),
    line,
  }));
  return { name, stamp, settled, text, description: parsed.description, reports };
}

function broken(description: Description | null): string {
  return description === null
    ? "A group file cannot be used: its group is closed"
    : "A group file cannot be used: its group stays as it was";
}

/** Keeps what is known of files in folders that could not be looked through. */
function keepUnread(catalog: Catalog, listing: Listing, files: Map<string, KnownFile>): void {
  for (const [path, known] of catalog.files) {
    if (files.has(path)) continue;
    if (listing.unread.some((folder) => path.startsWith(`${folder}/`))) files.set(path, known);
  }
}

/** Remembers what holds now, and returns what of it is new. */
function takeReports(catalog: Catalog, reports: readonly StoreReport[]): StoreReport[] {
  const before = catalog.reports;
  catalog.reports = new Map(reports.map((each) => [JSON.stringify(each), each]));
  return [...catalog.reports].filter(([key]) => !before.has(key)).map(([, each]) => each);
}

function sameEntries(a: Descriptions, b: Descriptions): boolean {
  if (a.size !== b.size) return false;
  for (const [name, description] of a) {
    if (!b.has(name) || b.get(name) !== description) return false;
  }
  return true;
}
