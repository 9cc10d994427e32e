import { assertEquals } from "../../tests/assert.ts";
import { createEmitter } from "./events.ts";

Deno.test("those who listen are told in the order of their coming, until they go", () => {
  const log: string[] = [];
  const { on, emit } = createEmitter<{ said: string; done: number }>();
  const end = on("said", (words) => log.push(`first ${words}`));
  on("said", (words) => {
    log.push(`second ${words}`);
    end();
  });
  on("done", (count) => log.push(`done ${count}`));
  emit("said", "a");
  emit("said", "b");
  emit("done", 2);
  assertEquals(log, ["first a", "second a", "second b", "done 2"]);
});
