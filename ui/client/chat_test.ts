import { signal } from "@preact/signals-core";
import type { ClientMessage, ServerChat } from "../../server/messages.ts";
import { assertEquals } from "../../tests/assert.ts";
import { createChat, readChat, readClearing } from "./chat.ts";

const SAID: ServerChat = {
  type: "chat",
  id: "1",
  source: "a",
  username: "Ada",
  time: "2026-01-02T03:04:05Z",
  value: "hello",
};

Deno.test("a message is read with author, value and time", () => {
  assertEquals(readChat(SAID, "me", 0), {
    id: "1",
    kind: "",
    source: "a",
    username: "Ada",
    value: "hello",
    timeMs: Date.UTC(2026, 0, 2, 3, 4, 5),
    history: false,
    private: false,
    privileged: false,
    mine: false,
  });
  assertEquals(readChat(SAID, "a", 0).mine, true);
  assertEquals(readChat({ ...SAID, dest: "me" }, "me", 0).private, true);
  assertEquals(readChat({ ...SAID, time: "soon" }, "me", 77).timeMs, 77);
});

Deno.test("a message without an author is the server's, also if we have no id", () => {
  const read = readChat({ type: "chathistory", time: "", value: null }, "", 5);
  assertEquals([read.source, read.mine, read.history, read.value], ["", false, true, null]);
});

Deno.test("messages without an id of their own are told apart by the rest", () => {
  const { id: _, ...bare } = SAID;
  const other = readChat({ ...bare, value: "bye" }, "", 0);
  assertEquals(readChat(bare, "", 0).id === other.id, false);
  assertEquals(readChat(bare, "", 0).id, readChat(bare, "x", 9).id);
});

Deno.test("clearchat takes all, all of one member, or one message, and else nothing", () => {
  assertEquals(readClearing(undefined), { type: "all" });
  assertEquals(readClearing({ userId: "a" }), { type: "member", userId: "a" });
  assertEquals(readClearing({ userId: "a", id: null }), { type: "member", userId: "a" });
  assertEquals(readClearing({ userId: "a", id: "1" }), { type: "message", userId: "a", id: "1" });
  for (const value of ["everything", { id: "2" }, { userId: 3 }, { userId: "a", id: 3 }]) {
    assertEquals(readClearing(value), null);
  }
});

Deno.test("what is said is signed, to everybody or to one", () => {
  const sent: ClientMessage[] = [];
  const self = signal({ id: "me", username: "Eve", permissions: [] });
  const { say } = createChat({
    connection: { send: (message) => void sent.push(message) },
    session: { self },
  });
  say("hi");
  say("psst", { kind: "me", to: "a", noEcho: true });
  const common = { type: "chat", source: "me", username: "Eve" } as const;
  assertEquals(sent, [
    { ...common, kind: "", value: "hi" },
    { ...common, kind: "me", value: "psst", dest: "a", noecho: true },
  ]);
});
