/**
 * Reading group files: no more of one than a limit, and with a reason in our own words where that fails.
 * @module
 */
import type { FileContent } from "./catalog.ts";

/** Largest group file, in bytes. */
export const MAX_FILE_BYTES = 4 << 20;

/** Reads a file, or says why not. No more than the limit is read, however the file grows meanwhile. */
export async function readContent(path: string): Promise<FileContent> {
  try {
    using file = await Deno.open(path, { read: true });
    const bytes = await readUpTo(file, MAX_FILE_BYTES + 1);
    if (bytes.length > MAX_FILE_BYTES) {
      return unreadable(`it is larger than ${MAX_FILE_BYTES >> 20} MiB: make it smaller`);
    }
    return { type: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    return unreadable(
      error instanceof TypeError ? "it is not in UTF-8: save it so" : explain(error),
    );
  }
}

function unreadable(reason: string): FileContent {
  return { type: "unreadable", reason };
}

async function readUpTo(file: Deno.FsFile, limit: number): Promise<Uint8Array> {
  const { size } = await file.stat();
  let bytes = new Uint8Array(Math.min(limit, size + 1));
  let length = 0;
  while (length < limit) {
    if (length === bytes.length) {
      const larger = new Uint8Array(Math.min(limit, 2 * bytes.length));
      larger.set(bytes);
      bytes = larger;
    }
    const count = await file.read(bytes.subarray(length));
    if (count === null) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

/** What went wrong with a file, in a few words of ours. */
export function explain(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "it is not there";
  if (error instanceof Deno.errors.PermissionDenied) return "permission is denied";
  if (error instanceof Deno.errors.NotCapable) return "the program was started without that right";
  if (error instanceof Deno.errors.NotADirectory) return "it is not a folder";
  if (error instanceof Deno.errors.FilesystemLoop) return "its link leads back to itself";
  return error instanceof Error ? error.message : "it cannot be read";
}
