import { assert, assertEquals } from "../../tests/assert.ts";
import type { ChatMessage } from "../client/chat.ts";
import { captionText, createCaptions } from "./captions.ts";

const said = (part: Partial<ChatMessage>): ChatMessage => ({
  id: "1",
  kind: "caption",
  source: "stt",
  username: "Speech",
  value: "hello",
  timeMs: 0,
  history: false,
  private: false,
  privileged: false,
  mine: false,
  ...part,
});

Deno.test("the last three lines are shown, each for as long as it takes to read", () => {
  const timers: [number, () => void][] = [];
  const captions = createCaptions((delayMs, callback) => timers.push([delayMs, callback]));
  assertEquals(captions.known.value, false);
  for (const value of ["one", "two", "three", "four ".repeat(100)]) captions.hear(said({ value }));
  const texts = () => captions.lines.value.map(({ text }) => text);
  assertEquals([texts().slice(0, 2), captions.known.value], [["two", "three"], true]);
  assertEquals(timers.map(([ms]) => ms), [2680, 2680, 2800, 9000]);
  timers[1]![1]();
  assertEquals(texts()[0], "three");
  captions.left();
  assertEquals([texts(), captions.known.value], [[], false]);
});

Deno.test("what is no caption of now is passed over", () => {
  const captions = createCaptions(() => {});
  const others: Partial<ChatMessage>[] = [
    { kind: "" },
    { history: true },
    { value: 7 },
    { value: { a: 1 } },
    { value: "" },
    { value: " \n\t " },
    { value: "\u200b\u2060" },
    { value: "\u202e" },
  ];
  for (const other of others) captions.hear(said(other));
  assertEquals([captions.lines.value, captions.known.value], [[], false]);
});

Deno.test("texts become one line that turns nothing around and is not endless", () => {
  assertEquals(captionText("a\nb\u202ec\u2066d \u0000 e"), "a b c d e");
  assertEquals(captionText("<b>x</b>"), "<b>x</b>");
  assertEquals(captionText("سلام"), "سلام");
  const long = captionText("word ".repeat(1000));
  assert(long.length <= 241 && long.startsWith("… word"));
  assertEquals(captionText("x".repeat(5000)).length, 241);
});
