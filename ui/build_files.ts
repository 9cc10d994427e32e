/**
 * Which files of the output a script needs: those it imports at once, apart from those it loads later by `import()`.
 * @module
 */
import type { Metafile } from "esbuild";

/** The files of the output by name, each with the names of those that it imports at once. */
export type FileTable = ReadonlyMap<string, readonly string[]>;

/** Reads esbuild's account of a build. */
export function createFileTable(metafile: Metafile): FileTable {
  return new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [
      nameOf(path),
      output.imports.filter((item) => item.kind === "import-statement")
        .map((item) => nameOf(item.path)),
    ]),
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The script and all that it imports at once, directly or not. */
export function initialFiles(files: FileTable, name: string): string[] {
  const found = new Set([name]);
  for (const file of found) {
    for (const imported of files.get(file) ?? []) found.add(imported);
  }
  return [...found];
}
