import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { GroupStatus } from "../../server/messages.ts";
import { text } from "../text.ts";
import { announceChanges } from "./announcements.ts";
import { createNotices } from "./notices.ts";
import type { Phase } from "../client/session.ts";

function createWorld() {
  const phase = signal<Phase>("lobby");
  const status = signal<GroupStatus | null>(null);
  const reconnecting = signal(false);
  const notices = createNotices(() => {});
  const stop = announceChanges({ phase, reconnecting, status }, notices);
  const shown = () => notices.shown.value.map((notice) => notice.text);
  return { phase, reconnecting, status, shown, stop };
}

Deno.test("a lock that comes or goes is told, one that was there on arrival is not", () => {
  const { phase, status, shown, stop } = createWorld();
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

Deno.test("another group's lock is no news when one arrives there", () => {
  const { phase, reconnecting, status, shown, stop } = createWorld();
  status.value = { name: "room", locked: true };
  phase.value = "room";
  reconnecting.value = true;
  status.value = { name: "room/1", locked: false };
  reconnecting.value = false;
  assertEquals(shown(), []);
  status.value = { name: "room/1", locked: true };
  assertEquals(shown(), [text.group.locked]);
  stop();
});
