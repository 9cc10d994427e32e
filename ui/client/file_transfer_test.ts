import { assert, assertEquals } from "../../tests/assert.ts";
import type { JsonValue } from "../../server/messages.ts";
import type { DataPeer, DataPeerEvents } from "./data_peer.ts";
import { createSink, PIECE_BYTES } from "./file_flow.ts";
import { readFileMessage } from "./file_messages.ts";
import { createFileTransfers, type FileTransfers } from "./file_transfer.ts";
import type { Transfer } from "./transfer.ts";

/** One end of a channel that is made of two arrays. */
interface End extends DataPeer {
  readonly events: DataPeerEvents;
  other: End | null;
  readonly sent: (Uint8Array | string)[];
  waiting: number;
  closed: boolean;
}

/** Two people, the server between them, and the network between their browsers. */
function createWorld({ mayOffer = true, waiting = 0 } = {}) {
  const timers: { atMs: number; callback: () => void }[] = [];
  const ends: End[] = [];
  const told: { to: string; value: JsonValue }[] = [];
  let nowMs = 0;
  let reachable = true;

  const openPeer = (_: unknown, events: DataPeerEvents): DataPeer => {
    const end: End = {
      events,
      other: null,
      sent: [],
      waiting,
      closed: false,
      offer: () => Promise.resolve(String(ends.indexOf(end))),
      answer: (sdp) => {
        end.other = ends[Number(sdp)]!;
        end.other.other = end;
        return Promise.resolve("answer");
      },
      accept: () => {
        if (reachable) {
          end.events.opened();
          end.other?.events.opened();
        }
        return Promise.resolve();
      },
      candidate: () => {},
      send: (data) => {
        end.sent.push(data);
        end.other?.events.received(typeof data === "string" ? data : data.slice().buffer);
      },
      bufferedBytes: () => end.waiting,
      close: () => {
        if (end.closed) return;
        end.closed = true;
        if (end.other?.closed === false) end.other.events.closed();
      },
    };
    ends.push(end);
    return end;
  };
  const people = new Map<string, FileTransfers>();
  const deliver = (source: string, to: string, value: JsonValue) =>
    people.get(to)?.receive({
      kind: "filetransfer",
      source,
      username: source,
      privileged: false,
      private: true,
      error: "",
      value,
    });
  const join = (name: string) => {
    const person = createFileTransfers({
      telling: {
        tell: (_, value, options = {}) => {
          told.push({ to: options.to ?? "", value });
          deliver(name, options.to ?? "", value);
        },
      },
      openPeer,
      rtcConfiguration: () => ({}),
      mayOffer: () => mayOffer,
      after: (delayMs, callback) => {
        const timer = { atMs: nowMs + delayMs, callback };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
      nowMs: () => nowMs,
      random: Math.random,
    });
    people.set(name, person);
    return person;
  };
  const pass = (ms: number) => {
    nowMs += ms;
    for (const timer of timers.splice(0)) {
      if (timer.atMs <= nowMs) timer.callback();
      else timers.push(timer);
    }
  };
  return {
    ada: join("ada"),
    ben: join("ben"),
    ends,
    told,
    timers,
    deliver,
    pass,
    cut: () => reachable = false,
  };
}

const BEN = { id: "ben", username: "Ben" };

/** Nothing leaves, because the channel is full. */
const FULL = { waiting: 1 << 20 };

function fileOf(bytes: number, name = "notes.pdf"): File {
  const data = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at++) data[at] = at % 251;
  return new File([data], name);
}

/** Lets promises of the files' readers go on. */
async function settle(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2000 && !done(); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  assert(done());
}

function only(person: FileTransfers): Transfer {
  const [transfer, ...others] = person.transfers.value;
  assert(transfer !== undefined && others.length === 0);
  return transfer;
}

const outcome = ({ state, end }: Transfer) => [state.value, end.value];

Deno.test("a file is offered, accepted, and arrives byte for byte", async () => {
  const { ada, ben, ends, timers } = createWorld();
  const file = fileOf(300_001);
  const up = ada.offer(BEN, file);
  const down = only(ben);
  assertEquals([down.name, down.size, down.username], ["notes.pdf", 300_001, "ada"]);
  assertEquals(outcome(down), ["offered", null]);
  ben.accept(down);
  await settle(() => up.state.value === "done");
  assertEquals(outcome(down), ["done", null]);
  const received = new Uint8Array(await down.received.value!.arrayBuffer());
  assertEquals(received, new Uint8Array(await file.arrayBuffer()));
  assertEquals([up.bytes.value, down.bytes.value], [300_001, 300_001]);
  const pieces = ends.flatMap(({ sent }) => sent).filter((one) => typeof one !== "string");
  assert(pieces.every((piece) => piece.length <= PIECE_BYTES));
  assert(ends.every(({ closed }) => closed));
  assertEquals(timers, []);
});

Deno.test("an empty file arrives too", async () => {
  const { ada, ben } = createWorld();
  const up = ada.offer(BEN, fileOf(0));
  ben.accept(only(ben));
  await settle(() => up.state.value === "done");
  assertEquals(only(ben).received.value?.size, 0);
});

Deno.test("what is sent waits for the channel to have room", async () => {
  const { ada, ben, ends } = createWorld(FULL);
  const up = ada.offer(BEN, fileOf(10 * PIECE_BYTES));
  ben.accept(only(ben));
  await settle(() => up.state.value === "moving");
  const sender = ends[1]!;
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  assertEquals(sender.sent.length, 0);
  sender.waiting = 0;
  sender.events.drained();
  await settle(() => up.state.value === "done");
});

Deno.test("an offer can be refused and withdrawn, and a transfer stopped by both", async () => {
  const refused = createWorld();
  const up = refused.ada.offer(BEN, fileOf(9));
  refused.ben.stop(only(refused.ben));
  assertEquals([outcome(up), outcome(only(refused.ben))], [["ended", "refused"], [
    "ended",
    "stopped",
  ]]);

  const withdrawn = createWorld();
  withdrawn.ada.stop(withdrawn.ada.offer(BEN, fileOf(9)));
  assertEquals(outcome(only(withdrawn.ben)), ["ended", "withdrawn"]);

  for (const who of ["ada", "ben"] as const) {
    const world = createWorld(FULL);
    world.ada.offer(BEN, fileOf(5 << 20));
    world.ben.accept(only(world.ben));
    await settle(() => only(world.ada).state.value === "moving");
    world[who].stop(only(world[who]));
    assertEquals(outcome(only(world[who])), ["ended", "stopped"]);
    assertEquals(outcome(only(world[who === "ada" ? "ben" : "ada"])), ["ended", "cancelled"]);
    assert(world.ends.every(({ closed }) => closed));
  }
});

Deno.test("a connection that never comes, stands still or breaks is a loss", async () => {
  const never = createWorld();
  never.cut();
  never.ada.offer(BEN, fileOf(9));
  never.ben.accept(only(never.ben));
  await settle(() => only(never.ada).state.value === "connecting");
  never.pass(30_000);
  assertEquals(outcome(only(never.ben)), ["ended", "lost"]);

  const still = createWorld(FULL);
  const up = still.ada.offer(BEN, fileOf(5 << 20));
  still.ben.accept(only(still.ben));
  await settle(() => up.state.value === "moving");
  still.pass(29_000);
  assertEquals(up.state.value, "moving");
  still.pass(31_000);
  assertEquals(outcome(up), ["ended", "lost"]);

  const broken = createWorld(FULL);
  broken.ada.offer(BEN, fileOf(5 << 20));
  broken.ben.accept(only(broken.ben));
  await settle(() => only(broken.ben).state.value === "moving");
  for (const { events } of broken.ends) events.closed();
  assertEquals(only(broken.ada).state.value, "moving");
  broken.pass(1500);
  assertEquals(outcome(only(broken.ada)), ["ended", "lost"]);
});

Deno.test("who leaves ends what has not begun, but not what moves without the server", async () => {
  const { ada, ben } = createWorld(FULL);
  const first = ada.offer(BEN, fileOf(5 << 20));
  ben.accept(only(ben));
  await settle(() => first.state.value === "moving");
  const second = ada.offer(BEN, fileOf(9));
  ada.memberRemoved("ben");
  assertEquals([first.state.value, outcome(second)], ["moving", ["ended", "gone"]]);
  ben.rejoined();
  assertEquals(ben.transfers.value.map(({ state }) => state.value), ["moving", "ended"]);
  ada.dispose();
  assertEquals([first.state.value, ada.transfers.value], ["ended", []]);
});

Deno.test("more than was announced, and words that are not agreed upon, end the transfer", async () => {
  for (
    const [who, data] of [["ben", new ArrayBuffer(10)], ["ben", "x"], ["ada", "done"]] as const
  ) {
    const { ada, ben, ends } = createWorld(FULL);
    ada.offer(BEN, fileOf(9));
    const person = who === "ada" ? ada : ben;
    ben.accept(only(ben));
    await settle(() => only(person).state.value === "moving");
    ends[who === "ada" ? 1 : 0]!.events.received(data);
    assertEquals(outcome(only(person)), ["ended", "faulty"]);
  }
});

Deno.test("pieces of nothing do not keep a transfer alive", async () => {
  const { ada, ben, ends, told, pass } = createWorld(FULL);
  ada.offer(BEN, fileOf(9));
  ben.accept(only(ben));
  await settle(() => only(ben).state.value === "moving");
  pass(29_000);
  ends[0]!.events.received(new ArrayBuffer(0));
  pass(1000);
  assertEquals(outcome(only(ben)), ["ended", "lost"]);
  assertEquals(told.at(-1)?.to, "ada");
});

Deno.test("pieces of any size make the file, in their order", async () => {
  const sink = createSink();
  const sizes = [1, 16_384, 5_000_000, 3, 4_194_304, 0, 9_000_000, 7];
  const sent = sizes.map((size, index) => new Uint8Array(size).fill(index + 1));
  for (const piece of sent) sink.add(piece.buffer);
  assertEquals(sink.bytes, sizes.reduce((sum, size) => sum + size));
  const received = new Uint8Array(await sink.take().arrayBuffer());
  let at = 0;
  for (const piece of sent) {
    const part = received.subarray(at, at += piece.length);
    assert(part.length === piece.length && part.every((byte) => byte === piece[0]));
  }
  assertEquals(at, received.length);
});

Deno.test("of transfers that are over only the last are kept", () => {
  const { ben, deliver } = createWorld();
  for (let id = 0; id < 300; id++) {
    deliver("eve", "ben", { type: "invite", id: `${id}`, name: "a", size: 1, version: ["1"] });
    if (id > 0) deliver("eve", "ben", { type: "cancel", id: `${id}` });
  }
  const { value } = ben.transfers;
  assert(value.length <= 102);
  assertEquals([value[0]?.state.value, value.at(-1)?.state.value], ["offered", "ended"]);
});

Deno.test("a file that can no longer be read ends the transfer on both sides", async () => {
  const { ada, ben } = createWorld();
  const file = fileOf(9);
  file.slice = () => {
    throw new DOMException("The file has changed.", "NotReadableError");
  };
  const up = ada.offer(BEN, file);
  ben.accept(only(ben));
  await settle(() => up.state.value === "ended");
  assertEquals([up.end.value, only(ben).end.value], ["unreadable", "cancelled"]);
});

Deno.test("offers that are not wanted are refused at once, and strange messages change nothing", () => {
  const busy = createWorld({ mayOffer: false });
  const up = busy.ada.offer(BEN, fileOf(9));
  assertEquals([outcome(up), busy.ben.transfers.value], [["ended", "refused"], []]);

  const { ben, deliver, told } = createWorld();
  const strange: JsonValue[] = [
    null,
    7,
    { type: "invite" },
    { type: "invite", id: "1", name: 3, size: 1, version: ["1"] },
    { type: "invite", id: "1", name: "a", size: -1, version: ["1"] },
    { type: "invite", id: "1", name: "a", size: 1e300, version: ["1"] },
    { type: "offer", id: "nobody knows", version: ["1"], sdp: "v=0" },
    { type: "answer", id: "nobody knows", sdp: "v=0" },
    { type: "ice", id: "nobody knows", candidate: null },
    { type: "cancel", id: "nobody knows" },
    { type: "cancel", id: "x".repeat(1000) },
  ];
  for (const value of strange) deliver("eve", "ben", value);
  assertEquals([ben.transfers.value, told], [[], []]);
  deliver("eve", "ben", { type: "invite", id: "2", name: "a", size: 1, version: ["9"] });
  assertEquals(told, [{ to: "eve", value: { id: "2", type: "cancel" } }]);
});

Deno.test("one that is over can be forgotten, others not", () => {
  const { ada } = createWorld();
  const up = ada.offer(BEN, fileOf(9));
  ada.forget(up);
  assertEquals(ada.transfers.value.length, 1);
  ada.stop(up);
  ada.forget(up);
  assertEquals(ada.transfers.value, []);
});

Deno.test("candidates are read as Galène's clients write them, and their end is none", () => {
  const candidate = { candidate: "candidate:1 1 udp 1 10.0.0.1 9 typ host", sdpMid: "0" };
  assertEquals(readFileMessage({ type: "ice", id: "1", candidate }), {
    type: "ice",
    id: "1",
    candidate: { ...candidate, sdpMLineIndex: null, usernameFragment: null },
  });
  assertEquals(readFileMessage({ type: "ice", id: "1", candidate: null }), null);
  assertEquals(readFileMessage({ type: "ice", id: "1", candidate: { candidate: "" } }), null);
});
