import { assertEquals } from "../tests/assert.ts";
import {
  addToHistory,
  clearHistory,
  createHistory,
  MAX_HISTORY_ENTRIES,
  MAX_HISTORY_LENGTH,
  readHistory,
} from "./history.ts";

function entry(id: string, timeMs = 0, value = "x") {
  return { id, source: "s", username: "u", timeMs, kind: "", value };
}

Deno.test("large messages push out old ones before their number does", () => {
  const history = createHistory();
  for (let i = 0; i < MAX_HISTORY_ENTRIES; i++) {
    addToHistory(history, entry(`${i}`, 0, "x".repeat(MAX_HISTORY_LENGTH / 4)));
  }
  assertEquals(readHistory(history, 1, 0).map(({ id }) => id), ["47", "48", "49"]);
  clearHistory(history, "48", "s");
  clearHistory(history, "", "s");
  assertEquals([history.entries.length, history.lengths.length, history.totalLength], [0, 0, 0]);
});

Deno.test("one message larger than everything allowed is not remembered at all", () => {
  const history = createHistory();
  addToHistory(history, entry("huge", 0, "x".repeat(MAX_HISTORY_LENGTH)));
  assertEquals([history.entries.length, history.totalLength], [0, 0]);
});

Deno.test("a message of exactly the greatest age is still there, and a copy is handed out", () => {
  const history = createHistory();
  addToHistory(history, entry("a", 1000));
  const copy = readHistory(history, 500, 1500);
  copy.pop();
  assertEquals(readHistory(history, 500, 1500).length, 1);
  assertEquals(readHistory(history, 500, 1501).length, 0);
});

Deno.test("nothing is remembered for a negative time", () => {
  const history = createHistory();
  addToHistory(history, entry("a", 1000));
  assertEquals(readHistory(history, -1000, 1000), []);
});

Deno.test("clearing by an id alone leaves messages of other senders", () => {
  const history = createHistory();
  addToHistory(history, entry("a"));
  clearHistory(history, "a", "other");
  assertEquals(history.entries.length, 1);
});
