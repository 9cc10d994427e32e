/**
 * What a broken or hostile client sends, and what it gets for it. Two others are in the group all the while; they notice
 * no more than its coming and going.
 * @module
 */
import { assert, assertEquals } from "../assert.ts";
import { OPEN_GROUP, startLectern } from "../lectern.ts";
import { createRandom } from "../random.ts";
import { until } from "../until.ts";
import { connect, type GaleneClient, join, type Message } from "./galene_client.ts";

const GROUP = "lecture";

/** What a client does, and what becomes of it. */
interface Case {
  readonly name: string;
  /** How far it has come before: connected, shaken hands, or joined. Joined if left out. */
  readonly stage?: "connected" | "greeted" | "joined";
  readonly act: (client: GaleneClient) => void;
  /** Fields of a message that it hears. */
  readonly hears?: Message;
  /** The code that its connection is closed with; null if it stays. */
  readonly closes: number | null;
}

const ERROR = { type: "usermessage", kind: "error", privileged: true };
const say = (message: Message) => (client: GaleneClient) => client.send(message);
const write = (text: string) => (client: GaleneClient) => client.sendText(text);
const SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

const CASES: readonly Case[] = [
  { name: "text that is no JSON", act: write("hello"), closes: 1011 },
  { name: "JSON that is cut short", act: write('{"type":"chat","value":"a'), closes: 1011 },
  { name: "a number instead of an object", act: write("42"), closes: 1011 },
  { name: "an array instead of an object", act: write("[]"), closes: 1011 },
  { name: "no text at all", act: write(""), closes: 1011 },
  { name: "an object without a type", act: write("{}"), hears: ERROR, closes: 1002 },
  { name: "a type that is a number", act: write('{"type":7}'), closes: 1011 },
  { name: "a name that is an object", act: write('{"type":"chat","username":{}}'), closes: 1011 },
  {
    name: "an SDP that is an array",
    act: write('{"type":"offer","id":"a","sdp":[]}'),
    closes: 1011,
  },
  {
    name: "brackets inside brackets, 100,000 deep",
    act: write('{"type":"chat","kind":"","value":' + "[".repeat(1e5) + "]".repeat(1e5) + "}"),
    closes: 1011,
  },
  { name: "bytes instead of text", act: (it) => it.sendText(new Uint8Array(9)), closes: 1011 },
  {
    name: "a message of two mebibytes",
    act: (it) => it.send({ type: "chat", kind: "", value: "a".repeat(2 << 20) }),
    closes: 1009,
  },
  { name: "an unknown type", act: say({ type: "nonsense" }), hears: ERROR, closes: 1002 },
  { name: "a type of Object's own", act: say({ type: "constructor" }), hears: ERROR, closes: 1002 },
  { name: "a type called __proto__", act: say({ type: "__proto__" }), hears: ERROR, closes: 1002 },
  {
    name: "keys called __proto__",
    act: write('{"type":"ping","__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'),
    hears: { type: "pong" },
    closes: null,
  },
  {
    name: "a request for labels called __proto__ and toString",
    act: write('{"type":"request","request":{"__proto__":["audio"],"toString":["video"]}}'),
    closes: null,
  },
  {
    name: "first of all a join",
    stage: "connected",
    act: say({ type: "join", kind: "join", group: GROUP, username: "Eve" }),
    closes: 1002,
  },
  { name: "first of all nonsense", stage: "connected", act: write("?"), closes: 1002 },
  {
    name: "a second handshake",
    act: (it) => it.send({ type: "handshake", version: ["2"], id: it.id }),
    hears: ERROR,
    closes: 1002,
  },
  {
    name: "a second join",
    act: say({ type: "join", kind: "join", group: GROUP, username: "Eve" }),
    hears: ERROR,
    closes: 1002,
  },
  {
    name: "an unknown kind of join",
    stage: "greeted",
    act: say({ type: "join", kind: "visit", group: GROUP }),
    hears: ERROR,
    closes: 1002,
  },
  {
    name: "a name of 5,000 characters",
    stage: "greeted",
    act: say({
      type: "join",
      kind: "join",
      group: GROUP,
      username: "x".repeat(5000),
      password: "",
    }),
    hears: { type: "joined", kind: "fail" },
    closes: null,
  },
  {
    name: "a name that climbs",
    stage: "greeted",
    act: say({ type: "join", kind: "join", group: GROUP, username: "../Ada", password: "" }),
    hears: { type: "joined", kind: "fail", value: "not authorised" },
    closes: null,
  },
  {
    name: "a group that climbs",
    stage: "greeted",
    act: say({ type: "join", kind: "join", group: "../" + GROUP, username: "Eve", password: "" }),
    hears: { type: "joined", kind: "fail" },
    closes: null,
  },
  {
    name: "a group that is not there",
    stage: "greeted",
    act: say({ type: "join", kind: "join", group: "nowhere", username: "Eve", password: "" }),
    hears: { type: "joined", kind: "fail", value: "group does not exist" },
    closes: null,
  },
  {
    name: "leaving without having joined",
    stage: "greeted",
    act: say({ type: "join", kind: "leave", group: GROUP }),
    hears: ERROR,
    closes: 1000,
  },
  {
    name: "a chat before joining",
    stage: "greeted",
    act: say({ type: "chat", kind: "", value: "boo" }),
    hears: ERROR,
    closes: null,
  },
  {
    name: "a source that is somebody else",
    act: say({ type: "chat", kind: "", source: "0123", username: "Eve", value: "boo" }),
    hears: ERROR,
    closes: 1002,
  },
  {
    name: "a name that is somebody else's",
    act: say({ type: "chat", kind: "", username: "Ada", value: "boo" }),
    hears: ERROR,
    closes: 1002,
  },
  {
    name: "a private message for nobody",
    act: say({ type: "chat", kind: "", dest: "nobody", value: "boo" }),
    hears: ERROR,
    closes: null,
  },
  {
    name: "an action that it has no right to",
    act: say({ type: "useraction", kind: "kick", dest: "whoever" }),
    hears: ERROR,
    closes: null,
  },
  {
    name: "an action that nobody knows",
    act: say({ type: "groupaction", kind: "explode" }),
    hears: ERROR,
    closes: 1000,
  },
  {
    name: "an offer of an empty id",
    act: say({ type: "offer", sdp: SDP }),
    hears: ERROR,
    closes: 1002,
  },
  {
    name: "an offer of garbage",
    act: say({ type: "offer", id: "a1", label: "camera", sdp: "garbage" }),
    hears: { type: "abort", id: "a1" },
    closes: null,
  },
  {
    name: "an offer of random bytes",
    act: (it) => it.send({ type: "offer", id: "a2", label: "camera", sdp: randomText(20_000) }),
    hears: { type: "abort", id: "a2" },
    closes: null,
  },
  {
    name: "an offer of 10,000 media sections",
    act: (it) =>
      it.send({
        type: "offer",
        id: "a3",
        label: "camera",
        sdp: SDP + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n".repeat(10_000),
      }),
    hears: { type: "abort", id: "a3" },
    closes: null,
  },
  {
    name: "an offer that replaces somebody else's stream",
    act: say({ type: "offer", id: "a4", replace: "not-mine", label: "camera", sdp: SDP }),
    hears: { type: "abort", id: "a4" },
    closes: null,
  },
  {
    name: "candidates before any description",
    act: say({ type: "ice", id: "a5", candidate: candidate("1 1 UDP 1 127.0.0.1 9 typ host") }),
    closes: null,
  },
  {
    name: "a candidate of garbage",
    act: say({ type: "ice", id: "a6", candidate: candidate("\u0000 ☃") }),
    closes: null,
  },
  {
    name: "a null candidate",
    act: say({ type: "ice", id: "a7", candidate: null }),
    hears: ERROR,
    closes: 1002,
  },
  {
    name: "an answer to what was not offered",
    act: say({ type: "answer", id: "a8", sdp: SDP }),
    closes: null,
  },
  {
    name: "the end of a stream that is not there",
    act: (it) => ["close", "abort", "renegotiate"].forEach((type) => it.send({ type, id: "a9" })),
    closes: null,
  },
  {
    name: "a wish for a stream that never was",
    act: say({ type: "requestStream", id: "a10", request: ["audio"] }),
    closes: 1011,
  },
];

function candidate(text: string): unknown {
  return { candidate: "candidate:" + text, sdpMid: "0", sdpMLineIndex: 0 };
}

/** Text of random characters below 256, the same each time. */
function randomText(length: number): string {
  const bytes = createRandom(4711).fill(new Uint8Array(length));
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Lets a client do what a case says, and holds what becomes of it against the case. */
async function play(origin: string, { stage, act, hears, closes }: Case): Promise<void> {
  const client = stage === "connected"
    ? await connect(origin, "Eve", { handshake: false })
    : stage === "greeted"
    ? await connect(origin, "Eve")
    : await join(origin, GROUP, "Eve");
  act(client);
  if (hears) {
    await until(`Eve to hear ${JSON.stringify(hears)}`, () => {
      return client.heard.some((message) =>
        Object.entries(hears).every(([key, value]) => message[key] === value)
      );
    });
  }
  if (closes !== null) {
    await until("the end of Eve's connection", () => client.ending() !== null);
    assertEquals(client.ending()!.code, closes);
    return;
  }
  // Messages are handled in order: once this is answered, so is what came before.
  const from = client.heard.length;
  client.send({ type: "ping" });
  await client.hear({ type: "pong" }, from);
  assertEquals(client.ending(), null);
  await client.close();
}

Deno.test("a client that breaks the rules gets what is due, and the others notice nothing:", async (t) => {
  const server = await startLectern({ groups: { [GROUP]: OPEN_GROUP } });
  const ada = await join(server.origin, GROUP, "Ada");
  const ben = await join(server.origin, GROUP, "Ben");
  try {
    await ada.hear({ type: "user", kind: "add", username: "Ben" });
    for (const [index, trial] of CASES.entries()) {
      await t.step(trial.name, async () => {
        const from = ada.heard.length;
        await play(server.origin, trial);
        ben.send({
          type: "chat",
          kind: "",
          source: ben.id,
          username: "Ben",
          value: `still here ${index}`,
        });
        await ada.hear({ type: "chat", username: "Ben", value: `still here ${index}` }, from);
        const unexpected = ada.heard.slice(from).filter((message) =>
          message.type !== "user" && message.type !== "ping" && message.username !== "Ben"
        );
        assertEquals(unexpected, []);
        assert(ben.ending() === null);
      });
    }
    await t.step("and nothing of it was a fault of the server's", () => {
      assertEquals(server.log().split("\n").filter((line) => /\b(error|panic)\b/i.test(line)), []);
    });
  } finally {
    await ada.close();
    await ben.close();
    await server.dispose();
  }
});

Deno.test("a name with tags and far letters in it reaches the others as it is", async () => {
  const server = await startLectern({ groups: { [GROUP]: OPEN_GROUP } });
  const ada = await join(server.origin, GROUP, "Ada");
  const eve = await join(server.origin, GROUP, "<b>Eve</b> & 雪");
  try {
    await ada.hear({ type: "user", kind: "add", username: "<b>Eve</b> & 雪" });
  } finally {
    await eve.close();
    await ada.close();
    await server.dispose();
  }
});
