/**
 * A front end in a folder, given by `--static`: any that is made for Galène's server runs as it is. The group's page is
 * `galene.html`, as in Galène, or `index.html` where there is none.
 * @module
 */
import { join, SEPARATOR } from "@std/path";
import {
  contentTypeOf,
  decodePath,
  type FrontEnd,
  hasCurrentVersion,
  plainPage,
} from "./front_end.ts";

/** Names of the group's page, in order of preference. */
const GROUP_PAGES = ["/galene.html", "/index.html"];

/** How much of a file is read at once, in bytes. */
const CHUNK_BYTES = 64 * 1024;

/** A file found, to be closed by whoever takes it. */
interface OpenFile {
  readonly file: Deno.FsFile;
  readonly name: string;
  readonly size: number;
  readonly modifiedMs: number;
}

/** Bytes `start` to `end`, both included. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Serves a folder. Nothing outside of it is ever read, not even through symbolic links.
 * @throws Error with a sentence for people, if it is no folder that we can read.
 */
export async function createStaticFrontEnd(folder: string): Promise<FrontEnd> {
  const root = await readableFolder(folder);

  async function notFound(): Promise<Response> {
    const found = await open(root, "/404.html");
    if (found === null || found === "folder") {
      return plainPage(404, "Not found", "There is nothing under this address.", "");
    }
    return new Response(streamOf(found, { start: 0, end: found.size - 1 }), {
      status: 404,
      headers: { "content-type": contentTypeOf(found.name) },
    });
  }

  async function file(request: Request, path: string): Promise<Response> {
    const name = decodePath(path);
    if (name === null) return notFound();
    const found = await open(root, name);
    if (found === null) return notFound();
    if (found !== "folder") {
      // A file is no folder, whatever the address says.
      if (!name.endsWith("/")) return respond(request, found);
      found.file.close();
      return notFound();
    }
    if (!name.endsWith("/")) return redirect(`${path}/`);
    const index = await open(root, `${name}index.html`);
    if (index === null || index === "folder") return new Response("Forbidden\n", { status: 403 });
    return respond(request, index);
  }

  async function groupPage(request: Request): Promise<Response> {
    for (const name of GROUP_PAGES) {
      const found = await open(root, name);
      if (found !== null && found !== "folder") return respond(request, found);
    }
    return notFound();
  }

  return { file, groupPage, notFound, contentSecurityPolicy };
}

async function readableFolder(folder: string): Promise<string> {
  try {
    const root = await Deno.realPath(folder);
    for await (const _ of Deno.readDir(root)) break;
    return root;
  } catch (error) {
    throw new Error(`cannot read the folder ${folder}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** A leading pair of slashes would lead to another host. */
function redirect(path: string): Response {
  const location = path.replace(/^\/+/, "/");
  return new Response(null, { status: 308, headers: { location } });
}

/** Opens what `name` stands for below `root`; null if there is no such file, or it is none of ours to show. */
async function open(root: string, name: string): Promise<OpenFile | "folder" | null> {
  try {
    const path = await Deno.realPath(join(root, name));
    if (path !== root && !path.startsWith(root + SEPARATOR)) return null;
    const info = await Deno.stat(path);
    if (info.isDirectory) return "folder";
    if (!info.isFile) return null;
    const file = await Deno.open(path, { read: true });
    return { file, name: path, size: info.size, modifiedMs: info.mtime?.getTime() ?? 0 };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return null;
    }
    if (error instanceof Deno.errors.FilesystemLoop) return null;
    throw error;
  }
}

/** The whole file, a part of it (RFC 9110, 14), or the news that the client has it already. */
function respond(request: Request, found: OpenFile): Response {
  const etag = `"${found.size}-${found.modifiedMs}"`;
  const headers = new Headers({
    "etag": etag,
    "last-modified": new Date(found.modifiedMs).toUTCString(),
    "cache-control": "max-age=1800",
    "content-type": contentTypeOf(found.name),
    "accept-ranges": "bytes",
  });
  if (isFresh(request, etag, found.modifiedMs)) {
    found.file.close();
    return new Response(null, { status: 304, headers });
  }
  const range = requestedRange(request, etag, found.size);
  if (range === "unsatisfiable") {
    found.file.close();
    headers.set("content-range", `bytes */${found.size}`);
    return new Response(null, { status: 416, headers });
  }
  const part = range ?? { start: 0, end: found.size - 1 };
  headers.set("content-length", String(part.end - part.start + 1));
  if (range !== null) headers.set("content-range", `bytes ${part.start}-${part.end}/${found.size}`);
  return new Response(streamOf(found, part), { status: range === null ? 200 : 206, headers });
}

/** `If-Modified-Since` counts only where there is no `If-None-Match`, and to the second. */
function isFresh(request: Request, etag: string, modifiedMs: number): boolean {
  if (request.headers.has("if-none-match")) return hasCurrentVersion(request, etag);
  const sinceMs = Date.parse(request.headers.get("if-modified-since") ?? "");
  return Math.floor(modifiedMs / 1000) * 1000 <= sinceMs;
}

/** The one range asked for; null for the whole file, which is also the answer to several ranges or to nonsense. */
function requestedRange(
  request: Request,
  etag: string,
  size: number,
): ByteRange | "unsatisfiable" | null {
  const header = request.headers.get("range");
  const condition = request.headers.get("if-range");
  if (header === null || (condition !== null && condition !== etag)) return null;
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  if (match === null) return null;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return null;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return null;
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start >= size ? "unsatisfiable" : { start, end };
}

/** The bytes of a part; closes the file at the end, or when nobody reads on. */
function streamOf(found: OpenFile, part: ByteRange): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { file } = found;
  let remaining = part.end - part.start + 1;
  return new ReadableStream({
    async start() {
      if (part.start > 0) await file.seek(part.start, Deno.SeekMode.Start);
    },
    async pull(controller) {
      const chunk = new Uint8Array(Math.min(CHUNK_BYTES, remaining));
      const count = remaining > 0 ? await file.read(chunk) : null;
      if (count !== null) {
        remaining -= count;
        controller.enqueue(chunk.subarray(0, count));
      }
      if (count === null || remaining === 0) {
        file.close();
        controller.close();
      }
    },
    cancel() {
      file.close();
    },
  });
}

/** Galène's own, which its front end needs. */
function contentSecurityPolicy(connect: readonly string[]): string {
  return [
    ["connect-src", ...connect, "ws:", "wss:", "'self'"].join(" "),
    "img-src 'self'",
    "media-src blob: 'self'",
    "script-src 'unsafe-eval' 'self'",
    "default-src 'self'",
  ].join("; ");
}
