/**
 * How a page asks for an echo: over HTTP, so that media can be tested where no WebSocket passes.
 *
 * - `GET /doctor/echo` gives `{"rtcConfiguration", "address"}`, the last being the visitor's own
 * - `POST /doctor/echo` with `{"sdp": OFFER}` gives `{"id", "answer", "offer"}`
 * - `POST /doctor/echo/ID` with `{"sdp": ANSWER}` completes it
 * - `DELETE /doctor/echo/ID` ends it
 * @module
 */
import { hostOf } from "./address.ts";
import { readTextBody } from "./api/bodies.ts";
import type { Echoes, EchoOutcome } from "./echo.ts";
import { isAllowedOrigin } from "./origin.ts";
import { json, plain } from "./responses.ts";
import { RTC_CONFIGURATION } from "./room.ts";

/** Where echoes are asked for. */
export const ECHO_PATH = "/doctor/echo";

/** Longest description, in UTF-16 units. Browsers write some 6,000 for one audio and one video. */
const MAX_SDP_LENGTH = 64 * 1024;

/** Whether a path is about echoes. */
export function isEchoPath(path: string): boolean {
  return path === ECHO_PATH || path.startsWith(`${ECHO_PATH}/`);
}

/** Answers a request about echoes, of a visitor at that address. Only our own pages may ask. */
export async function answerEchoRequest(
  echoes: Echoes,
  request: Request,
  path: string,
  address: string,
): Promise<Response> {
  if (!isAllowedOrigin(request, [])) return plain(403, "Forbidden");
  const id = path.slice(ECHO_PATH.length + 1);
  if (request.method === "GET" && id === "") {
    return json({ rtcConfiguration: RTC_CONFIGURATION, address: hostOf(address) });
  }
  if (request.method === "DELETE" && id !== "") {
    echoes.end(id);
    return new Response(null, { status: 204 });
  }
  if (request.method !== "POST") {
    return plain(405, "Method not allowed", { allow: id === "" ? "GET, POST" : "POST, DELETE" });
  }
  const body = await readTextBody(request, "application/json");
  if (body.fault !== null) return body.fault;
  const sdp = readSdp(body.value);
  if (sdp === null) return plain(400, 'The body must be {"sdp": TEXT}');
  if (id === "") return outcomeResponse(await echoes.open(sdp, address));
  return echoes.answer(id, sdp)
    ? new Response(null, { status: 204 })
    : plain(404, "There is no such echo");
}

function readSdp(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("sdp" in value)) return null;
  const { sdp } = value;
  return typeof sdp === "string" && sdp.length <= MAX_SDP_LENGTH ? sdp : null;
}

function outcomeResponse(outcome: EchoOutcome): Response {
  switch (outcome.type) {
    case "open": {
      const { id, answer, offer } = outcome;
      return json({ id, answer, offer });
    }
    case "off":
      return plain(404, "This server offers no echoes");
    case "busy":
      return plain(503, "Too many tests at a time", { "retry-after": String(outcome.seconds) });
    case "refused":
      return plain(422, outcome.reason);
  }
}
