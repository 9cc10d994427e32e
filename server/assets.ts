/**
 * The user interface that is part of the program: the files that `deno task ui` makes, held in memory.
 * @module
 */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import {
  contentTypeOf,
  decodePath,
  type FrontEnd,
  hasCurrentVersion,
  plainPage,
} from "./front_end.ts";

/** Files by their name, such as `app.js`. There must be an `index.html`. */
export type AssetMap = Readonly<Record<string, Uint8Array>>;

/** A file, and the same compressed where that pays. */
interface Asset {
  readonly type: string;
  readonly cacheControl: string;
  readonly plain: Variant;
  readonly gzip: Variant | null;
}

interface Variant {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

/** Files that the build names by a hash of what is in them never change: no client need ask again. */
const HASHED_NAME = /-[A-Z0-9]{8}\.js$/;
const FOR_EVER = "public, max-age=31536000, immutable";

/** Under which path the files other than the page are found. */
const PREFIX = "/assets/";

const PAGE = "index.html";

/**
 * Loads the files that the build left in `ui/dist/`, which a compiled program carries inside.
 * @throws Error with a sentence for people, if there was no build.
 */
export async function loadAssets(): Promise<AssetMap> {
  try {
    return (await import("../ui/dist/manifest.ts")).assets;
  } catch (error) {
    throw new Error('the user interface has not been built: run "deno task ui"', { cause: error });
  }
}

/**
 * Serves the embedded interface: its main page on `/` and for groups, a page `NAME.html` at `/NAME/`, the rest under
 * `/assets/`.
 * @throws RangeError if there is no page among the files.
 */
export function createEmbeddedFrontEnd(files: AssetMap): FrontEnd {
  const assets = new Map<string, Asset>();
  for (const [name, bytes] of Object.entries(files)) assets.set(name, createAsset(name, bytes));
  const page = assets.get(PAGE);
  if (page === undefined) throw new RangeError(`the user interface has no ${PAGE}`);
  const style = assets.has("style.css") ? `${PREFIX}style.css` : "";
  const notFound = () =>
    Promise.resolve(plainPage(404, "Not found", "There is nothing under this address.", style));

  return {
    groupPage: (request) => Promise.resolve(respond(request, page)),
    file(request, path) {
      if (path === "/") return Promise.resolve(respond(request, page));
      const further = findFurtherPage(assets, path);
      if (further !== null) {
        return Promise.resolve(path.endsWith("/") ? respond(request, further) : toFolder(path));
      }
      const name = decodePath(path)?.slice(PREFIX.length);
      const asset = path.startsWith(PREFIX) && name !== undefined ? assets.get(name) : undefined;
      return asset === undefined ? notFound() : Promise.resolve(respond(request, asset));
    },
    notFound,
    contentSecurityPolicy,
  };
}

/** The page `NAME.html` is found at `/NAME/`, and without the last slash leads there. */
function findFurtherPage(assets: ReadonlyMap<string, Asset>, path: string): Asset | null {
  const [, name] = /^\/([a-z]+)\/?$/.exec(path) ?? [];
  return name === undefined ? null : assets.get(`${name}.html`) ?? null;
}

function toFolder(path: string): Response {
  return new Response(null, { status: 308, headers: { location: `${path}/` } });
}

function createAsset(name: string, bytes: Uint8Array): Asset {
  const type = contentTypeOf(name);
  const plain = createVariant(bytes);
  const cacheControl = HASHED_NAME.test(name) ? FOR_EVER : "no-cache";
  const isText = /^text\/|javascript|json|svg/.test(type);
  const gzip = isText ? createVariant(gzipSync(bytes, { level: 9 })) : null;
  const pays = gzip !== null && gzip.bytes.length < 0.9 * bytes.length;
  return { type, cacheControl, plain, gzip: pays ? gzip : null };
}

function createVariant(bytes: Uint8Array): Variant {
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  return { bytes: Uint8Array.from(bytes), etag: `"${hash}"` };
}

/** Most names of files do not tell their versions, so that clients ask each time and mostly hear 304. */
function respond(request: Request, asset: Asset): Response {
  const gzip = acceptsGzip(request) ? asset.gzip : null;
  const { etag, bytes } = gzip ?? asset.plain;
  const headers = new Headers({
    etag,
    "cache-control": asset.cacheControl,
    "content-type": asset.type,
  });
  if (asset.gzip !== null) headers.set("vary", "accept-encoding");
  if (hasCurrentVersion(request, etag)) return new Response(null, { status: 304, headers });
  if (gzip !== null) headers.set("content-encoding", "gzip");
  return new Response(bytes, { headers });
}

/** RFC 9110, 12.5.3, as far as browsers use it: named, and not with the weight 0. */
function acceptsGzip(request: Request): boolean {
  const header = request.headers.get("accept-encoding") ?? "";
  return header.split(",").some((entry) =>
    /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(entry)
  );
}

/**
 * Scripts, workers, styles and fonts of our own only, nothing inline and nothing evaluated, nobody may frame us. Pictures and
 * media also come from memory (`blob:`).
 */
function contentSecurityPolicy(connect: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob: mediastream:",
    "worker-src 'self'",
    "manifest-src 'self'",
    ["connect-src 'self'", ...connect].join(" "),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
