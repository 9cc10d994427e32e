import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import { DEFAULTS } from "./settings.ts";
import { createSounds, SOUND_KINDS, type SoundKind } from "./sounds.ts";

function createWorld(part: object = {}, members = 5) {
  const played: SoundKind[] = [];
  let nowMs = 0;
  const sounds = createSounds({
    settings: { values: signal({ ...DEFAULTS, ...part }) },
    members: () => members,
    play: (kind) => played.push(kind),
    nowMs: () => nowMs,
  });
  return { sounds, played, pass: (ms: number) => nowMs += ms };
}

const ALL = { soundHand: true, soundPrivate: true, soundMessage: true, soundJoin: true };

Deno.test("at first hands, people at the door, private messages and the timer are heard", () => {
  const { sounds, played } = createWorld();
  SOUND_KINDS.forEach(sounds.note);
  assertEquals(played, ["hand", "waiting", "private", "timer"]);
});

Deno.test("each is heard if it is wanted, but crowds make no sound", () => {
  const few = createWorld(ALL);
  SOUND_KINDS.forEach(few.sounds.note);
  assertEquals(few.played, [...SOUND_KINDS]);
  const many = createWorld(ALL, 100);
  SOUND_KINDS.forEach(many.sounds.note);
  assertEquals(many.played, ["hand", "waiting", "private", "timer"]);
});

Deno.test("nothing is heard over and over", () => {
  const { sounds, played, pass } = createWorld();
  for (let time = 0; time < 10; time++) sounds.note("private");
  assertEquals(played.length, 2);
  pass(2000);
  for (let time = 0; time < 10; time++) sounds.note("private");
  assertEquals(played.length, 3);
});
