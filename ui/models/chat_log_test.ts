import { assert, assertEquals } from "../../tests/assert.ts";
import type { ServerChat } from "../../server/messages.ts";
import { type Clearing, readChat } from "../client/chat.ts";
import { addHistory, addLine, type ChatLine, clearLines, continues, toLine } from "./chat_log.ts";

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
    text: "hello",
    timeMs: Date.UTC(2026, 0, 2, 3, 4, 5),
    mine: false,
    privateTo: null,
  });
  assertEquals(line({}, "a").mine, true);
  assertEquals(line({ dest: "me" }).privateTo, "");
  assertEquals(line({ kind: "me" }).kind, "me");
});

Deno.test("what nobody can read makes no line", () => {
  for (const part of [{ kind: "caption" }, { kind: "x" }, { value: { a: 1 } }, { value: null }]) {
    assertEquals(toLine(readChat(chat(part), "me", 0)), null);
  }
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
