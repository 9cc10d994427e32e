import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { JsonValue } from "../../server/messages.ts";
import type { DataPeerEvents } from "../client/data_peer.ts";
import type { Member, Members } from "../client/members.ts";
import { text } from "../text.ts";
import { createFiles, MOST_AT_ONCE, MOST_BYTES } from "./files.ts";
import { createNotices } from "./notices.ts";

const BEN: Member = { id: "b", username: "Ben", permissions: ["message"], data: {} };

function createWorld() {
  const sent: JsonValue[] = [];
  const saved: [string, number][] = [];
  const offered: string[] = [];
  const peers: DataPeerEvents[] = [];
  const members = signal<Members>(new Map([["b", BEN]]));
  const notices = createNotices(() => {});
  let nowMs = 0;
  const files = createFiles({
    client: {
      session: {
        self: signal({ id: "me", username: "Ada", permissions: ["message"] }),
        members,
        rtcConfiguration: signal({}),
        may: () => true,
      },
      tell: (_: string, value: JsonValue) => void sent.push(value),
    } as unknown as Parameters<typeof createFiles>[0]["client"],
    notices,
    save: (content, name) => saved.push([name, content.size]),
    offered: ({ name }) => offered.push(name),
    after: () => () => {},
    nowMs: () => nowMs,
    random: Math.random,
    openPeer: (_, events) => {
      peers.push(events);
      return {
        offer: () => Promise.resolve("sdp"),
        answer: () => Promise.resolve("sdp"),
        accept: () => Promise.resolve(),
        candidate: () => {},
        send: () => {},
        bufferedBytes: () => 0,
        close: () => {},
      };
    },
  });
  const hear = (source: string, value: JsonValue) =>
    files.receive({
      kind: "filetransfer",
      source,
      username: source,
      privileged: false,
      private: true,
      error: "",
      value,
    });
  const invite = (source: string, id: string, part: { readonly [key: string]: JsonValue } = {}) =>
    hear(source, { type: "invite", id, name: "a.txt", size: 3, version: ["1"], ...part });
  const waiting = () =>
    files.transfers.value.filter(({ state }) => state.value === "offered").length;
  const shown = () => notices.shown.value.map((notice) => notice.text);
  return {
    files,
    sent,
    saved,
    offered,
    waiting,
    peers,
    members,
    notices,
    invite,
    hear,
    shown,
    pass: (ms: number) => nowMs += ms,
  };
}

function fileOf(name: string, size = 3): File {
  return Object.defineProperty(new File(["abc"], name), "size", { value: size });
}

const typesOf = (sent: readonly JsonValue[]) =>
  sent.map((value) => (value as { readonly type: string }).type);

Deno.test("a file that was accepted is saved once it is there, under a name that does no harm", () => {
  const { files, invite, peers, saved, notices, offered, waiting } = createWorld();
  invite("Ben", "1", { name: "../\u202etxt.exe" });
  assertEquals([waiting(), offered.length], [1, 1]);
  const [transfer] = files.transfers.value;
  files.accept(transfer!);
  assertEquals(waiting(), 0);
  peers[0]!.opened();
  peers[0]!.received(new Uint8Array([1, 2, 3]).buffer);
  assertEquals(saved, [["_txt.exe", 3]]);
  assertEquals(notices.announced.value, text.files.arrived("_txt.exe"));
  files.save(transfer!);
  assertEquals(saved.length, 2);
  files.forgetAll();
  assertEquals(files.transfers.value, []);
});

Deno.test("what is too large, or too much at once, is not offered, and the person is told", () => {
  const { files, sent, shown } = createWorld();
  files.offer(BEN, [fileOf("huge.iso", MOST_BYTES + 1)]);
  assertEquals([sent.length, shown().length], [0, 1]);
  files.offer(BEN, Array.from({ length: MOST_AT_ONCE + 2 }, (_, index) => fileOf(`${index}.txt`)));
  assertEquals(typesOf(sent), Array(MOST_AT_ONCE).fill("invite"));
  assertEquals(shown().at(-1), text.files.tooMany(MOST_AT_ONCE));
});

Deno.test("a file that is too large cannot be accepted", () => {
  const { files, invite, sent } = createWorld();
  invite("Ben", "1", { size: MOST_BYTES + 1 });
  files.accept(files.transfers.value[0]!);
  assertEquals([files.transfers.value[0]!.state.value, sent], ["offered", []]);
});

Deno.test("offers cannot flood: neither many that wait, nor many that come and go", () => {
  const { files, invite, hear, offered, waiting, pass } = createWorld();
  for (let id = 0; id < 100; id++) invite("eve", String(id));
  assertEquals(waiting(), MOST_AT_ONCE);
  for (let who = 0; who < 100; who++) invite(`eve ${who}`, "1");
  assertEquals(waiting(), 15);
  files.transfers.value.forEach(files.stop);
  files.forgetAll();
  pass(600_000);
  offered.length = 0;
  for (let id = 0; id < 100; id++) {
    invite("joe", `again ${id}`);
    hear("joe", { type: "cancel", id: `again ${id}` });
  }
  assertEquals(offered.length, 10);
});

Deno.test("what did not arrive is offered again, also to somebody who has come back", () => {
  const { files, sent, members, hear, shown } = createWorld();
  files.offer(BEN, [fileOf("a.txt")]);
  const first = sent[0] as { readonly id: string };
  hear("b", { type: "cancel", id: first.id });
  members.value = new Map([["b2", { ...BEN, id: "b2" }]]);
  files.retry(files.transfers.value[0]!);
  assertEquals(files.transfers.value.map(({ peer, state }) => [peer, state.value]), [
    ["b2", "offered"],
  ]);
  files.stop(files.transfers.value[0]!);
  members.value = new Map();
  files.retry(files.transfers.value[0]!);
  assertEquals([files.transfers.value.length, shown()], [1, [text.files.ends.gone("Ben")]]);
});

Deno.test("who may not answer is sent nothing, and nobody sends to oneself", () => {
  const { files } = createWorld();
  assertEquals(files.maySend(BEN), true);
  assertEquals(files.maySend({ ...BEN, permissions: ["present"] }), false);
  assertEquals(files.maySend({ ...BEN, id: "me" }), false);
});
