import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { JsonValue } from "../../server/messages.ts";
import type { ChatMessage } from "../client/chat.ts";
import type { Member, Members } from "../client/members.ts";
import { createChat } from "./chat.ts";

const BEN: Member = { id: "b", username: "Ben", permissions: [], data: {} };

function createWorld() {
  const sent: JsonValue[] = [];
  const heard: string[] = [];
  let read = true;
  const members = signal<Members>(new Map([["b", BEN]]));
  const chat = createChat({
    client: {
      say: (value: JsonValue, options: object) => void sent.push([value, { ...options }]),
      session: { self: signal({ id: "me", username: "Ada", permissions: [] }), members },
    } as unknown as Parameters<typeof createChat>[0]["client"],
    isRead: () => read,
    heard: (line) => heard.push(line.text),
    random: Math.random,
    nowMs: () => 0,
  });
  let lastId = 0;
  const hear = (value: string, part: Partial<ChatMessage> = {}) =>
    chat.on.chat({
      id: String(++lastId),
      kind: "",
      source: "b",
      username: "Ben",
      value,
      timeMs: 0,
      history: false,
      private: false,
      privileged: false,
      mine: false,
      ...part,
    });
  const texts = () => chat.shown.value.map(({ text }) => text);
  return { chat, sent, heard, members, hear, texts, look: (at: boolean) => read = at };
}

Deno.test("what comes while nobody looks is counted, and the first of it stays marked", () => {
  const { chat, hear, look, heard } = createWorld();
  hear("one");
  assertEquals([chat.unread.value, chat.firstNew.value], [0, null]);
  look(false);
  hear("two");
  hear("three");
  hear(" \u200b ");
  assertEquals([chat.unread.value, chat.firstNew.value, heard.length], [2, "2", 3]);
  look(true);
  chat.markRead();
  hear("four");
  assertEquals([chat.unread.value, chat.firstNew.value], [0, "2"]);
  chat.say("five", "text", null);
  assertEquals(chat.firstNew.value, null);
});

Deno.test("a reply quotes what it answers, once", () => {
  const { chat, hear, sent } = createWorld();
  hear("What is a node?");
  chat.answer(chat.lines.value[0]!);
  chat.say("/me waves", "me", null);
  chat.say("A place at rest.", "text", null);
  chat.say("Done.", "text", null);
  assertEquals(sent, [
    ["/me waves", { kind: "me" }],
    ["> Ben: What is a node?\nA place at rest.", { kind: "" }],
    ["Done.", { kind: "" }],
  ]);
});

Deno.test("a reply to a private message is private, and to a public one public", () => {
  const { chat, hear, sent, texts } = createWorld();
  hear("for you alone", { private: true });
  hear("for all");
  chat.answer(chat.lines.value[0]!);
  assertEquals(chat.recipient.value, BEN);
  chat.say("thanks", "text", chat.recipient.value);
  assertEquals(sent, [["> Ben: for you alone\nthanks", { kind: "", to: "b" }]]);
  assertEquals(chat.lines.value.at(-1)?.quote, { name: "Ben", text: "for you alone" });
  assertEquals(texts(), ["for you alone", "for all", "thanks"]);
  chat.onlyPrivate.value = true;
  assertEquals(texts(), ["for you alone", "thanks"]);
  chat.answer(chat.lines.value[1]!);
  assertEquals([chat.recipient.value, texts().length], [null, 3]);
});

Deno.test("who has come back since is written to under the new id", () => {
  const { chat, hear, members } = createWorld();
  hear("hello", { private: true });
  members.value = new Map([["b2", { ...BEN, id: "b2" }]]);
  chat.answer(chat.lines.value[0]!);
  assertEquals(chat.recipient.value?.id, "b2");
  members.value = new Map();
  chat.answer(chat.lines.value[0]!);
  assertEquals(chat.recipient.value?.id, "b");
});
