import { assertEquals } from "../../tests/assert.ts";
import type { Answer } from "./client.ts";
import { readPastedKeys } from "./keys.ts";
import { createLoaded } from "./loaded.ts";
import { GROUP_TABS, hashOf, readRoute } from "./route.ts";
import { findNames } from "./search.ts";

Deno.test("addresses of parts go out and come back, whatever the group is called", () => {
  for (const page of ["groups", "new", "live", "tokens"] as const) {
    assertEquals(readRoute(hashOf({ page })), { page });
  }
  for (const group of ["lecture", "a/b c", "100%", "#/live", "é\u202e"]) {
    for (const tab of GROUP_TABS) {
      assertEquals(readRoute(hashOf({ page: "group", group, tab })), { page: "group", group, tab });
    }
  }
});

Deno.test("an address that makes no sense is the list of groups, an unknown part the settings", () => {
  for (
    const hash of ["", "#", "#/", "#/nowhere", "#/group", "#/group//users", "#/group/%E0%A4%A"]
  ) {
    assertEquals(readRoute(hash), { page: "groups" }, hash);
  }
  assertEquals(readRoute("#/group/a/odd"), { page: "group", group: "a", tab: "settings" });
});

Deno.test("names are found by each word, without regard to case and accents, and sorted for people", () => {
  const names = ["Lecture 10", "lecture 2", "Übung/lecture", "seminar"];
  assertEquals(findNames(names, ""), ["lecture 2", "Lecture 10", "seminar", "Übung/lecture"]);
  assertEquals(findNames(names, " LECT ubung"), ["Übung/lecture"]);
  assertEquals(findNames(names, "nothing"), []);
});

Deno.test("a set of keys, a list and a single key can be pasted", () => {
  const key = { kty: "EC", crv: "P-256" };
  for (const pasted of [{ keys: [key] }, [key], key]) {
    assertEquals(readPastedKeys(JSON.stringify(pasted)), {
      type: "keys",
      text: JSON.stringify({ keys: [key] }),
      count: 1,
    });
  }
  for (
    const [pasted, type] of [
      [" ", "nothing"],
      ["{", "not-json"],
      ["7", "no-keys"],
      ["[]", "no-keys"],
      ['{"keys": {}}', "no-keys"],
      ["null", "no-keys"],
    ]
  ) {
    assertEquals(readPastedKeys(pasted!).type, type, pasted);
  }
});

Deno.test("of two answers that to the last question counts, and what is written is taken over", async () => {
  const waiting: ((answer: Answer) => void)[] = [];
  const loaded = createLoaded(() => new Promise((resolve) => waiting.push(resolve)), "x");
  const good = (value: unknown): Answer => ({ ok: true, value, etag: `"${value}"`, location: "" });
  const both = [loaded.load(), loaded.load()];
  loaded.amend("lost", null);
  assertEquals(loaded.state.value, { type: "loading" });
  waiting[1]!(good(2));
  waiting[0]!(good(1));
  await Promise.all(both);
  assertEquals(loaded.state.value, { type: "there", value: 2, etag: '"2"', edition: 2 });
  loaded.amend(3, '"3"');
  loaded.amend(4, null);
  assertEquals(loaded.state.value, { type: "there", value: 4, etag: '"3"', edition: 2 });
});
