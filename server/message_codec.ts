/**
 * The one reader of what clients send, and the one writer of what they get.
 * @module
 */
import * as v from "valibot";
import type { ClientMessage, ClientRequest, Data, JsonValue, ServerMessage } from "./messages.ts";

/** Largest message that a client may send, in bytes of UTF-8. Larger ones close the socket with 1009. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

/** How deep arrays and objects may be nested in a message; what is deeper counts as malformed. */
export const MAX_NESTING = 64;

/** A message read, or why there is none. */
export type ParsedMessage =
  | { readonly ok: true; readonly message: ClientMessage }
  /** Not JSON, not an object, or a field of the wrong type: closed with 1011, without a message. */
  | { readonly ok: false; readonly fault: "malformed" }
  /** Well formed, of a type that does not exist: a protocol error. */
  | { readonly ok: false; readonly fault: "unknown-type" };

const text = v.exactOptional(v.string());
const flag = v.exactOptional(v.boolean());
const words = v.array(v.string());
const uint16 = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff));
const layer = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(7)));
const pixels = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff)));
const amount = v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e12)));
// JSON.parse can make nothing but JSON, so that only the depth is left to check, which is done once for all.
const json = v.custom<JsonValue>(() => true);
const data = v.custom<Data>(isRecord);

const candidate = v.object({
  candidate: text,
  sdpMid: v.exactOptional(v.nullable(v.string())),
  sdpMLineIndex: v.exactOptional(v.nullable(uint16)),
  usernameFragment: v.exactOptional(v.nullable(v.string())),
});

// valibot's own record drops keys such as "constructor", which are labels like any other here.
const requestByLabel = v.custom<NonNullable<ClientRequest["request"]>>((value) =>
  isRecord(value) && Object.values(value).every((entry) => entry === null || v.is(words, entry))
);

const signed = { source: text, username: text };
const withId = { ...signed, id: text };
const addressed = {
  ...withId,
  kind: text,
  dest: text,
  value: v.exactOptional(json),
  noecho: flag,
};

const clientMessage = v.variant("type", [
  v.object({ type: v.literal("handshake"), ...withId, version: v.exactOptional(words) }),
  v.object({ type: v.literal("ping"), ...signed }),
  v.object({ type: v.literal("pong"), ...signed }),
  v.object({
    type: v.literal("join"),
    ...signed,
    kind: text,
    group: text,
    password: text,
    token: text,
    ticket: text,
    data: v.exactOptional(data),
  }),
  v.object({
    type: v.literal("request"),
    ...signed,
    request: v.exactOptional(requestByLabel),
  }),
  v.object({ type: v.literal("requestStream"), ...withId, request: v.exactOptional(words) }),
  v.object({
    type: v.literal("offer"),
    ...withId,
    label: text,
    sdp: text,
    kind: text,
    replace: text,
  }),
  v.object({ type: v.literal("answer"), ...withId, sdp: text }),
  v.object({ type: v.literal("ice"), ...withId, candidate: v.exactOptional(candidate) }),
  v.object({ type: v.literal("renegotiate"), ...withId }),
  v.object({ type: v.literal("close"), ...withId }),
  v.object({ type: v.literal("abort"), ...withId }),
  v.object({ type: v.literal("chat"), ...addressed }),
  v.object({ type: v.literal("usermessage"), ...addressed }),
  v.object({
    type: v.literal("useraction"),
    ...signed,
    kind: text,
    dest: text,
    value: v.exactOptional(json),
  }),
  v.object({ type: v.literal("groupaction"), ...signed, kind: text, value: v.exactOptional(json) }),
  v.object({
    type: v.literal("configure"),
    ...withId,
    dest: text,
    spatial: layer,
    temporal: layer,
    width: pixels,
    height: pixels,
    stage: flag,
    hidden: flag,
  }),
  v.object({
    type: v.literal("playback"),
    ...withId,
    freezes: amount,
    freezeMs: amount,
    framesPerSecond: amount,
  }),
]);

/** The types that a client's message may have. */
const CLIENT_TYPES: ReadonlySet<string> = new Set(
  clientMessage.options.map((option) => option.entries.type.literal),
);

const MALFORMED: ParsedMessage = { ok: false, fault: "malformed" };
const UNKNOWN_TYPE: ParsedMessage = { ok: false, fault: "unknown-type" };

/**
 * Reads one message of a client. Null fields are left out of the result and unknown ones are ignored; never throws. The
 * caller bounds the length of the text by `MAX_MESSAGE_BYTES`.
 */
export function parseClientMessage(text: string): ParsedMessage {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return MALFORMED;
  }
  if (!isRecord(parsed) || !isShallow(parsed, MAX_NESTING)) return MALFORMED;
  const fields = withoutNulls(parsed);
  const type = fields.get("type") ?? "";
  if (typeof type !== "string") return MALFORMED;
  if (!CLIENT_TYPES.has(type)) return UNKNOWN_TYPE;
  const result = v.safeParse(clientMessage, Object.fromEntries(fields));
  return result.success ? { ok: true, message: result.output } : MALFORMED;
}

/** Fields that are sent even when they are empty: an empty name is a name, and an empty configuration says "none". */
const SENT_EMPTY: ReadonlySet<string> = new Set([
  "type",
  "username",
  "value",
  "status",
  "candidate",
  "rtcConfiguration",
  "streams",
  "members",
  "people",
  "groups",
]);

/** Writes a message as Galène does: fields that are absent, null, false or empty are left out. */
export function serializeServerMessage(message: ServerMessage): string {
  const fields: [string, unknown][] = [];
  for (const [name, value] of Object.entries(message)) {
    if (value === undefined || value === null) continue;
    if (!SENT_EMPTY.has(name) && isEmpty(value)) continue;
    fields.push([name, value]);
  }
  return JSON.stringify(Object.fromEntries(fields));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether no array or object in `value` is nested deeper than `levels`. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (levels === 0) return false;
  for (const child of Object.values(value)) {
    if (!isShallow(child, levels - 1)) return false;
  }
  return true;
}

/** A map, so that no key has a meaning of its own. */
function withoutNulls(record: Record<string, unknown>): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(record)) {
    if (value !== null) fields.set(name, value);
  }
  return fields;
}

function isEmpty(value: unknown): boolean {
  if (value === "" || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}
