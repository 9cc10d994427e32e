import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import { createPushToTalk } from "./push_to_talk.ts";
import type { SpaceKey } from "./settings.ts";

/** A microphone that is on, muted or off. */
function createBench(mode: SpaceKey, state: "on" | "muted" | "off") {
  const done: string[] = [];
  const track = signal(state === "off" ? null : ({} as MediaStreamTrack));
  const muted = signal(state === "muted");
  const key = createPushToTalk({
    microphone: {
      track,
      muted,
      setMuted: (value) => {
        muted.value = value;
      },
    },
    mode: () => mode,
    toggle: () => done.push("toggle"),
    start: () => done.push("start"),
  });
  return { key, muted, done };
}

Deno.test("held to talk, the key opens a muted microphone for as long as it is down", () => {
  const { key, muted } = createBench("talk", "muted");
  key.press();
  key.press();
  assertEquals([key.held.value, muted.value], ["talking", false]);
  key.release();
  assertEquals([key.held.value, muted.value], [null, true]);
  key.release();
  assertEquals(muted.value, true);
});

Deno.test("a microphone that is off is started, and found muted by whoever lets go too early", () => {
  const { key, muted, done } = createBench("talk", "off");
  key.press();
  assertEquals(done, ["start"]);
  key.release();
  assertEquals(muted.value, true);
});

Deno.test("held to talk, the key does nothing to a microphone that is open", () => {
  const { key, muted } = createBench("talk", "on");
  key.press();
  key.release();
  assertEquals([key.held.value, muted.value], [null, false]);
});

Deno.test("held to be silent, the key mutes for as long as it is down", () => {
  const { key, muted } = createBench("mute", "on");
  key.press();
  assertEquals([key.held.value, muted.value], ["silent", true]);
  key.release();
  assertEquals([key.held.value, muted.value], [null, false]);
});

Deno.test("whom a host has muted meanwhile stays muted", () => {
  const { key, muted } = createBench("mute", "on");
  key.press();
  key.forget();
  key.release();
  assertEquals(muted.value, true);
});

Deno.test("pressed to switch, the key is like the button", () => {
  const { key, done } = createBench("toggle", "on");
  key.press();
  key.release();
  assertEquals([key.held.value, done], [null, ["toggle"]]);
});
