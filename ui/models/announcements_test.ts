import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { GroupStatus } from "../../server/messages.ts";
import { text } from "../text.ts";
import { announceChanges } from "./announcements.ts";
import type { Member, Members } from "../client/members.ts";
import { createNotices } from "./notices.ts";
import type { Phase } from "../client/session.ts";

function createWorld(operator: boolean) {
  const phase = signal<Phase>("lobby");
  const members = signal<Members>(new Map());
  const status = signal<GroupStatus | null>(null);
  const notices = createNotices(() => {});
  const self = signal({ id: "me", username: "Ada", permissions: [] });
  const stop = announceChanges(
    { phase, members, status, self, may: () => operator },
    notices,
  );
  const shown = () => notices.shown.value.map((notice) => notice.text);
  return { phase, members, status, notices, shown, stop };
}

function member(id: string, raised: boolean): [string, Member] {
  return [id, { id, username: id, permissions: [], data: raised ? { raisehand: true } : {} }];
}

Deno.test("a lock that comes or goes is told, one that was there on arrival is not", () => {
  const { phase, status, shown, stop } = createWorld(false);
  status.value = { name: "room", locked: true };
  phase.value = "room";
  assertEquals(shown(), []);
  status.value = { name: "room", locked: false };
  assertEquals(shown(), [text.group.unlocked]);
  status.value = { name: "room", locked: true };
  assertEquals(shown(), [text.group.unlocked, text.group.locked]);
  phase.value = "lobby";
  status.value = { name: "room", locked: false };
  assertEquals(shown().length, 2);
  stop();
});

Deno.test("a raised hand is shown to hosts and spoken to the others, once, and not to its owner", () => {
  for (const operator of [true, false]) {
    const { members, notices, shown, stop } = createWorld(operator);
    members.value = new Map([member("me", true), member("Eve", true)]);
    members.value = new Map([member("me", true), member("Eve", true), member("Zoe", false)]);
    const sentence = text.member.newlyRaised("Eve");
    assertEquals(shown(), operator ? [sentence] : []);
    assertEquals(notices.announced.value, operator ? "" : sentence);
    stop();
  }
});
