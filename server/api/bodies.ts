/**
 * What comes in the bodies of requests: read up to a limit, of the type that is wanted, with the fault named if it is of no use.
 * @module
 */
import { type Notes, rootPlace } from "../../groups/fields.ts";
import type { Place } from "../../groups/fields.ts";
import type { SourceValue } from "../../groups/source.ts";
import { parseJsonSource } from "../../groups/source_json.ts";
import { plain } from "../responses.ts";

/** Longest body, in bytes. Galène's number. */
const MAX_BODY_BYTES = 1 << 20;

/** What was read, or how to answer that it could not be. */
export type Body<T> = { readonly value: T; readonly fault: null } | { readonly fault: Response };

/** Reads a body as a text. */
export async function readTextBody(request: Request, type: string): Promise<Body<string>> {
  const offered = (request.headers.get("content-type") ?? "").split(";")[0]!.trim().toLowerCase();
  if (offered !== type) {
    return { fault: plain(415, `The body must be of the type ${type}`, { accept: type }) };
  }
  const bytes = await readBytes(request);
  if (bytes === null) return { fault: plain(413, `The body is over ${MAX_BODY_BYTES} bytes`) };
  try {
    const value = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    return { value, fault: null };
  } catch {
    return { fault: plain(400, "The body is not in UTF-8") };
  }
}

/** Reads a body as JSON, with a reader of its value that notes what is wrong. */
export async function readJsonBody<T>(
  request: Request,
  read: (value: SourceValue, place: Place) => T,
  type = "application/json",
): Promise<Body<T>> {
  const body = await readTextBody(request, type);
  if (body.fault !== null) return body;
  const parsed = parseJsonSource(body.value);
  if (parsed.type === "problem") {
    return { fault: badRequest(`line ${parsed.problem.line}: ${parsed.problem.message}`) };
  }
  const { source } = parsed;
  const place = rootPlace();
  const value = read(source.root, place);
  const fault = firstError(place.notes);
  return fault === null ? { value, fault: null } : {
    fault: badRequest(`line ${source.lineOf(fault.path)}: ${fault.message}`),
  };
}

/** The answer to a request that makes no sense. */
export function badRequest(reason: string): Response {
  return plain(400, reason);
}

function firstError(notes: Notes): Notes["errors"][number] | null {
  return notes.errors[0] ?? null;
}

/** The whole body, null if it is too long. Nothing after the limit is read. */
async function readBytes(request: Request): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body === null) return new Uint8Array(0);
  for await (const chunk of request.body) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
