/**
 * Writing files so that whoever reads them sees the old text or the new one, never half of either, whatever happens meanwhile.
 * @module
 */

/** Only for us: the files hold passwords and tokens. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * Replaces a file, or makes it, together with the folders that it lies in. The text is on the disk when this resolves.
 * @throws what the system says, with the file as it was.
 */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  const folder = folderOf(path);
  await Deno.mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  // Hidden, so that a folder of groups does not take what a killed process leaves behind for one.
  const temporary = `${folder}/.${crypto.randomUUID()}.tmp`;
  try {
    await writeThrough(temporary, text, { write: true, createNew: true, mode: FILE_MODE });
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
  await syncFolder(folder);
  await removeRemains(folder);
}

/**
 * Adds text to the end of a file, or makes it, together with the folders that it lies in.
 * @throws what the system says; part of the text may be there then.
 */
export async function appendToFile(path: string, text: string): Promise<void> {
  await Deno.mkdir(folderOf(path), { recursive: true, mode: FOLDER_MODE });
  await writeThrough(path, text, { append: true, create: true, mode: FILE_MODE });
}

/** Removes a file; one that is not there is fine. */
export async function removeFile(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function writeThrough(
  path: string,
  text: string,
  options: Deno.OpenOptions,
): Promise<void> {
  using file = await Deno.open(path, options);
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  await file.sync();
}

const TEMPORARY = /^\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** A temporary file of this age is that of a process that was killed. */
const REMAINS_MS = 60_000;

async function removeRemains(folder: string): Promise<void> {
  try {
    // By the clock of the file system, which may be another one's.
    const { mtime: now } = await Deno.stat(folder);
    for await (const { name } of Deno.readDir(folder)) {
      if (!TEMPORARY.test(name)) continue;
      const { mtime } = await Deno.stat(`${folder}/${name}`);
      const ageMs = (now?.getTime() ?? 0) - (mtime?.getTime() ?? 0);
      if (ageMs > REMAINS_MS) await Deno.remove(`${folder}/${name}`);
    }
  } catch {
    // They do no harm, and the next write tries again.
  }
}

/** A rename is on the disk once its folder is. Not every file system can say so. */
async function syncFolder(folder: string): Promise<void> {
  try {
    using handle = await Deno.open(folder, { read: true });
    await handle.sync();
  } catch {
    // The text itself is safe.
  }
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash) || "/";
}
