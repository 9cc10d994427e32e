/**
 * What serves the pages and their files. There are two: the interface embedded in the program (`assets.ts`), and a folder
 * given by `--static` (`static_files.ts`). Also the pieces of HTTP that both need: types, validators, headers.
 * @module
 */
import { contentType } from "@std/media-types";

/** Where pages and files come from. Requests given to it are GET or HEAD; paths are absolute and begin with a slash. */
export interface FrontEnd {
  /** The page of a group that exists. */
  groupPage(request: Request): Promise<Response>;
  /** Whatever else lies under `path`, the percent signs of a URL still in it: a file, a redirection or `notFound`. */
  file(request: Request, path: string): Promise<Response>;
  /** The page that says that there is nothing here, with status 404. */
  notFound(): Promise<Response>;
  /** The value of Content-Security-Policy. `connect` lists further origins that the page may speak to. */
  contentSecurityPolicy(connect: readonly string[]): string;
}

/** The value of Content-Type for a file of that name. */
export function contentTypeOf(name: string): string {
  const dot = name.lastIndexOf(".");
  const known: unknown = dot < 0 ? undefined : contentType(name.slice(dot));
  return typeof known === "string" ? known : "application/octet-stream";
}

/** Whether `If-None-Match` says that the client has this very version; the comparison is weak (RFC 9110, 13.1.2). */
export function hasCurrentVersion(request: Request, etag: string): boolean {
  const header = request.headers.get("if-none-match");
  if (header === null) return false;
  const strong = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => strong(tag) === strong(etag));
}

/** The path of a URL in plain letters, or null if it cannot be a path below a folder. */
export function decodePath(path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  // deno-lint-ignore no-control-regex
  if (!decoded.startsWith("/") || /[\\\u0000]/.test(decoded)) return null;
  return decoded.split("/").includes("..") ? null : decoded;
}

/** A page with nothing but a heading, a sentence and a link home. `style` names a style sheet, if there is one. */
export function plainPage(
  status: number,
  title: string,
  sentence: string,
  style: string,
): Response {
  const link = style === "" ? "" : `<link rel="stylesheet" href="${style}">`;
  const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>${link}</head>
<body><main class="notice"><h1>${title}</h1><p>${sentence}</p><p><a href="/">Back to the start</a></p></main></body>
</html>
`;
  return new Response(page, {
    status,
    headers: { "content-type": "text/html; charset=UTF-8", "cache-control": "no-cache" },
  });
}
