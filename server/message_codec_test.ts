import { assert, assertEquals } from "../tests/assert.ts";
import { createRandom, FUZZ_INPUTS } from "../tests/random.ts";
import { MAX_NESTING, parseClientMessage, serializeServerMessage } from "./message_codec.ts";
import type { ServerMessage } from "./messages.ts";

/** Parses an object, and gives the message or the fault. */
function parse(value: unknown): unknown {
  const parsed = parseClientMessage(typeof value === "string" ? value : JSON.stringify(value));
  return parsed.ok ? parsed.message : parsed.fault;
}

/** A message of every type as stock clients send them. */
const STOCK: readonly Record<string, unknown>[] = [
  { type: "handshake", version: ["2"], id: "ab12" },
  { type: "ping" },
  { type: "pong" },
  { type: "join", kind: "join", group: "g", username: "u", password: "p", data: { a: 1 } },
  { type: "join", kind: "leave", group: "g" },
  { type: "request", request: { "": ["audio", "video"], "screenshare": ["video"] } },
  { type: "requestStream", id: "s", request: ["audio", "video-low"] },
  { type: "offer", source: "ab12", username: "u", id: "s", label: "camera", sdp: "v=0" },
  { type: "answer", id: "s", sdp: "v=0" },
  {
    type: "ice",
    id: "s",
    candidate: { candidate: "candidate:1", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: null },
  },
  { type: "renegotiate", id: "s" },
  { type: "close", id: "s" },
  { type: "abort", id: "s" },
  { type: "chat", source: "ab12", username: "u", kind: "me", dest: "x", value: "hi", noecho: true },
  { type: "usermessage", source: "ab12", kind: "mute", dest: "x", value: { deep: [1, null] } },
  { type: "useraction", kind: "setdata", dest: "ab12", value: { raisehand: true } },
  { type: "groupaction", kind: "lock", value: "closed" },
];

Deno.test("every message of the stock client comes out as it went in", () => {
  for (const message of STOCK) assertEquals(parse(message), message);
});

Deno.test("a null field is an absent one", () => {
  assertEquals(parse({ type: "offer", id: "s", replace: null, username: null }), {
    type: "offer",
    id: "s",
  });
  assertEquals(parse({ type: "chat", dest: null, value: null }), { type: "chat" });
  assertEquals(parse({ type: "requestStream", id: "s", request: null }), {
    type: "requestStream",
    id: "s",
  });
  assertEquals(parse({ type: "ice", id: "s", candidate: null }), { type: "ice", id: "s" });
});

Deno.test("unknown fields are ignored", () => {
  assertEquals(parse({ type: "ping", extra: [1], SOURCE: 5 }), { type: "ping" });
});

Deno.test("what is no JSON object, or has a field of the wrong type, is malformed", () => {
  const wrong = [
    "",
    "{",
    "null",
    "17",
    '"chat"',
    "[]",
    '[{"type":"ping"}]',
    { type: 5 },
    { type: ["ping"] },
    { type: "handshake", version: "2" },
    { type: "handshake", version: [2] },
    { type: "handshake", id: 5 },
    { type: "join", kind: "join", group: {} },
    { type: "join", username: 5 },
    { type: "join", data: [] },
    { type: "join", data: "x" },
    { type: "request", request: [] },
    { type: "request", request: "audio" },
    { type: "request", request: { "": "audio" } },
    { type: "request", request: { "": [1] } },
    { type: "requestStream", request: { "": [] } },
    { type: "offer", sdp: 1 },
    { type: "offer", replace: true },
    { type: "ice", candidate: "candidate:1" },
    { type: "ice", candidate: { candidate: 1 } },
    { type: "ice", candidate: { sdpMLineIndex: -1 } },
    { type: "ice", candidate: { sdpMLineIndex: 65536 } },
    { type: "ice", candidate: { sdpMLineIndex: 0.5 } },
    { type: "chat", noecho: "yes" },
    { type: "chat", source: 1 },
    { type: "useraction", dest: [] },
    { type: "join", ticket: 7 },
    { type: "join", ticket: ["x"] },
    { type: "configure", hidden: "yes" },
    { type: "configure", hidden: 1 },
    { type: "configure", stage: "yes" },
    { type: "configure", width: -1 },
    { type: "configure", width: 0.5 },
    { type: "configure", height: 1e308 },
    { type: "configure", spatial: 8 },
    { type: "configure", temporal: -2 },
    { type: "configure", dest: {} },
    { type: "playback", freezes: -1 },
    { type: "playback", freezeMs: 1e13 },
    { type: "playback", framesPerSecond: "30" },
  ];
  for (const each of wrong) assertEquals(parse(each), "malformed", JSON.stringify(each));
});

Deno.test("a well formed message of no known type is told apart", () => {
  for (const type of ["joined", "CHAT", "constructor", "__proto__", ""]) {
    assertEquals(parse({ type }), "unknown-type", type);
  }
  assertEquals(parse({}), "unknown-type");
});

Deno.test("keys with a meaning in JavaScript have none here", () => {
  const evil =
    '{"type":"chat","__proto__":{"noecho":true},"constructor":{},"value":{"__proto__":1}}';
  const parsed = parseClientMessage(evil);
  assert(parsed.ok && parsed.message.type === "chat");
  assertEquals(parsed.message.noecho, undefined);
  assertEquals(Object.getPrototypeOf(parsed.message), Object.prototype);
  assertEquals(JSON.stringify(parsed.message), '{"type":"chat","value":{"__proto__":1}}');
  assertEquals(Object.hasOwn(Object.prototype, "noecho"), false);

  const request = parseClientMessage('{"type":"request","request":{"constructor":["audio"]}}');
  assert(request.ok && request.message.type === "request");
  assertEquals(Object.entries(request.message.request ?? {}), [["constructor", ["audio"]]]);
});

Deno.test("values may be nested to a depth and no deeper", () => {
  const nested = (depth: number) =>
    `{"type":"chat","value":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  assert(parseClientMessage(nested(MAX_NESTING - 1)).ok);
  assertEquals(parse(nested(MAX_NESTING)), "malformed");
  assertEquals(parse(nested(400_000)), "malformed");
});

Deno.test("empty fields are left out, but for those that mean something", () => {
  const message: ServerMessage = {
    type: "chat",
    id: "",
    kind: "",
    source: "s",
    username: "",
    dest: "",
    privileged: false,
    time: "2026-01-01T00:00:00Z",
    noecho: false,
    value: "",
  };
  assertEquals(JSON.parse(serializeServerMessage(message)), {
    type: "chat",
    source: "s",
    username: "",
    time: "2026-01-01T00:00:00Z",
    value: "",
  });
  const joined: ServerMessage = {
    type: "joined",
    kind: "join",
    group: "g",
    username: "",
    permissions: [],
    status: { name: "g", locked: false, clientCount: 0 },
    data: {},
    rtcConfiguration: {},
  };
  assertEquals(JSON.parse(serializeServerMessage(joined)), {
    type: "joined",
    kind: "join",
    group: "g",
    username: "",
    status: { name: "g", locked: false, clientCount: 0 },
    rtcConfiguration: {},
  });
  for (const value of [0, false, ""]) {
    const text = serializeServerMessage({ type: "chat", time: "t", value });
    assertEquals(JSON.parse(text).value, value);
  }
  assertEquals(
    serializeServerMessage({ type: "chat", time: "t", value: null }),
    '{"type":"chat","time":"t"}',
  );
});

Deno.test("no text makes the parser throw", () => {
  const random = createRandom(20260801);
  const texts = STOCK.map((message) => JSON.stringify(message));
  const alphabet = '{}[]",:0123456789.eE+-truefalsn\\u0000 \u{1f600}__proto__typeidvaluerequest';
  let accepted = 0;
  for (let i = 0; i < FUZZ_INPUTS; i++) {
    let text = texts[random.int(texts.length)]!;
    for (let edits = 1 + random.int(3); edits > 0; edits--) {
      const at = random.int(text.length + 1);
      const length = random.int(6);
      const start = random.int(alphabet.length);
      text = text.slice(0, at) + alphabet.slice(start, start + random.int(8)) +
        text.slice(at + length);
    }
    if (parseClientMessage(text).ok) accepted++;
  }
  assert(accepted > 100, "some inputs should get past the first brace");
});
