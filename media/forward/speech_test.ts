import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { ageSpeech, createSpeech, noteLevel, type Speech } from "./speech.ts";

const PACKET_US = 20_000;

/** Plays packets of a level, and returns when speech began, in ms from the first; -1 if it did not. */
function play(speech: Speech, fromUs: number, ms: number, level: (i: number) => number): number {
  for (let i = 0; i * 20 < ms; i++) {
    const nowUs = fromUs + i * PACKET_US;
    ageSpeech(speech, nowUs);
    if (noteLevel(speech, level(i), nowUs)) return i * 20;
  }
  return -1;
}

Deno.test("speech is noticed within a twentieth of a second, and once", () => {
  const speech = createSpeech();
  assertEquals(play(speech, 0, 2000, () => 90), -1);
  const onsetMs = play(speech, 2_000_000, 1000, () => 35);
  assert(onsetMs >= 20 && onsetMs <= 60, `${onsetMs} ms`);
  assertEquals(play(speech, 2_100_000, 1000, () => 35), -1);
});

Deno.test("a stroke on a key is no speech, nor is a fan, however long it blows", () => {
  const speech = createSpeech();
  play(speech, 0, 1000, () => 80);
  assertEquals(play(speech, 1_000_000, 5000, (i) => i % 20 < 2 ? 30 : 80), -1);
  const fan = createSpeech();
  const random = createRandom(1);
  assertEquals(play(fan, 0, 60_000, () => 60 + random.int(8)), -1);
});

Deno.test("speech above a fan is noticed, and someone who talks for minutes is not taken for noise", () => {
  const speech = createSpeech();
  play(speech, 0, 60_000, () => 62);
  assert(play(speech, 60_000_000, 200, () => 38) >= 0);
  const random = createRandom(2);
  for (let i = 0; i < 15_000; i++) {
    const nowUs = 61_000_000 + i * PACKET_US;
    noteLevel(speech, 30 + random.int(12), nowUs);
    ageSpeech(speech, nowUs);
    assert(speech.speaking, `at ${i}`);
  }
});

Deno.test("pauses of up to two seconds belong to speech; then it is over", () => {
  const speech = createSpeech();
  play(speech, 0, 1000, () => 30);
  const endUs = speech.spokenUs;
  play(speech, endUs + PACKET_US, 1900, () => 90);
  assert(speech.speaking);
  ageSpeech(speech, endUs + 2_100_000);
  assert(!speech.speaking);
  assert(speech.loudness < 50);
});

Deno.test("who sends no packets in silence falls silent", () => {
  const speech = createSpeech();
  for (let i = 0; i < 100; i++) noteLevel(speech, 30, i * PACKET_US);
  assert(speech.speaking && speech.loudness > 80);
  ageSpeech(speech, 100 * PACKET_US + 500_000);
  assertEquals(speech.loudness, 0);
  ageSpeech(speech, 100 * PACKET_US + 2_500_000);
  assert(!speech.speaking);
});
