import { assert, assertEquals } from "../../tests/assert.ts";
import type { ServerChat } from "../../server/messages.ts";
import { type Clearing, readChat } from "../client/chat.ts";
import {
  addHistory,
  addLine,
  type ChatLine,
  clearLines,
  continues,
  isBetween,
  quotedLine,
  toLine,
} from "./chat_log.ts";

function chat(part: Partial<ServerChat>): ServerChat {
  return {
    type: "chat",
    id: "1",
    source: "a",
    username: "Ada",
    time: "2026-01-02T03:04:05Z",
    value: "hello",
    ...part,
  };
}

function line(part: Partial<ServerChat>, ownId = "me"): ChatLine {
  const made = toLine(readChat(chat(part), ownId, 0));
  assert(made !== null);
  return made;
}

Deno.test("a message becomes a line with author, text and time", () => {
  assertEquals(line({}), {
    id: "1",
    kind: "text",
    source: "a",
    username: "Ada",
    quote: null,
    text: "hello",
    timeMs: Date.UTC(2026, 0, 2, 3, 4, 5),
    mine: false,
    privateTo: null,
    partner: "",
  });
  assertEquals(line({}, "a").mine, true);
  assertEquals(line({ dest: "me" }).privateTo, "");
  assertEquals(line({ kind: "me" }).kind, "me");
});

Deno.test("what nobody can read makes no line", () => {
  const blank = ["", "  \n\t", "\u200b\u2060", "\u202e\u2069", "\u3000\u00a0", "\u0000\u0007"];
  const parts = [
    { kind: "caption" },
    { kind: "x" },
    { value: { a: 1 } },
    { value: null },
    ...blank.map((value) => ({ value })),
  ];
  for (const part of parts) {
    assertEquals(toLine(readChat(chat(part), "me", 0)), null);
  }
});

Deno.test("no text is shown in another order than its letters are in", () => {
  assertEquals(line({ value: "see \u202egro.live\u202c" }).text, "see gro.live\u202c");
});

Deno.test("what the server itself says is its own line", () => {
  const { source: _, ...unsigned } = chat({});
  assertEquals(toLine(readChat(unsigned, "", 0))?.kind, "server");
});

Deno.test("new lines go to the end whatever their time says", () => {
  const log = addLine([line({ id: "1" })], line({ id: "2", time: "2020-01-01T00:00:00Z" }));
  assertEquals(log.map((one) => one.id), ["1", "2"]);
  assertEquals(addLine(log, line({ id: "1" })), log);
});

Deno.test("history that comes again adds nothing, and what was missed takes its place in time", () => {
  const known = [line({ id: "1" }), line({ id: "3", time: "2026-01-02T03:05:00Z" })];
  assertEquals(addHistory(known, line({ id: "1" })), known);
  const ids = (time: string) =>
    addHistory(known, line({ id: "2", time })).map((one) => one.id).join("");
  assertEquals(ids("2026-01-02T03:04:30Z"), "123");
  assertEquals(ids("2026-01-01T00:00:00Z"), "213");
  assertEquals(ids("2026-01-03T00:00:00Z"), "132");
});

Deno.test("clearchat takes all, all of one member, or one line", () => {
  const log = [line({ id: "1" }), line({ id: "2" }), line({ id: "3", source: "b" })];
  const ids = (clearing: Clearing) => clearLines(log, clearing).map((one) => one.id);
  assertEquals(ids({ type: "all" }), []);
  assertEquals(ids({ type: "member", userId: "a" }), ["3"]);
  assertEquals(ids({ type: "message", userId: "a", id: "2" }), ["1", "3"]);
  assertEquals(ids({ type: "message", userId: "b", id: "2" }), ["1", "2", "3"]);
});

Deno.test("a heading is repeated for another author, after a minute, and around actions", () => {
  const first = line({});
  assertEquals(continues(line({ id: "2" }), first), true);
  assertEquals(continues(line({ id: "2", source: "b" }), first), false);
  assertEquals(continues(line({ id: "2", time: "2026-01-02T03:05:05Z" }), first), false);
  assertEquals(continues(line({ id: "2", kind: "me" }), first), false);
  assertEquals(continues(line({ id: "2", dest: "me" }), first), false);
  assertEquals(continues(first, undefined), false);
});

Deno.test("a private conversation is told from the rest, also when the other one has come back", () => {
  const ada = { id: "a", username: "Ada" };
  const mine = { ...line({ source: "me", dest: "a" }), privateTo: "Ada", partner: "a" };
  assertEquals(isBetween(line({ dest: "me" }), ada), true);
  assertEquals(isBetween(line({ dest: "me" }), { id: "a2", username: "Ada" }), true);
  assertEquals([isBetween(mine, ada), isBetween(mine, { id: "b", username: "Ben" })], [
    true,
    false,
  ]);
  assertEquals([isBetween(line({}), ada), isBetween(line({}), { id: "", username: "" })], [
    false,
    false,
  ]);
});

Deno.test("a reply finds the line that it quotes, and others find none", () => {
  const log = [
    line({ id: "1", value: "What is a\nnode?" }),
    line({ id: "2", value: "What is a node?", username: "Ben", source: "b" }),
    line({ id: "3", value: "> Ada: What is…\nA place at rest." }),
    line({ id: "4", value: "> Eve: What\nNothing." }),
    line({ id: "5", value: "> What\nNothing." }),
  ];
  assertEquals(log.map((one) => quotedLine(log, one)?.id ?? null), [null, null, "1", null, null]);
});
