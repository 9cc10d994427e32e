import { assertEquals } from "../../tests/assert.ts";
import { selectByName } from "./run_all.ts";

Deno.test("names are chosen by their parts, all of them where there is none", () => {
  const all = ["1 → 10, bursts", "1 → 100, even", "meeting"].map((name) => ({ name }));
  const chosen = (wanted: string) =>
    selectByName(all, wanted).map(({ name }) => all.findIndex((each) => each.name === name));
  assertEquals(chosen("1 → 10,; meet"), [0, 2]);
  assertEquals(chosen("even"), [1]);
  assertEquals(chosen(" ; "), [0, 1, 2]);
  assertEquals(chosen("nothing"), []);
});
