import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { ClientMessage, Data } from "../../server/messages.ts";
import { createSpotlight, readNames } from "./spotlight.ts";

function createWorld(data: Data = {}) {
  const sent: ClientMessage[] = [];
  const groupData = signal<Data>(data);
  const self = signal({ id: "me", username: "Chair", permissions: ["op"] });
  const spotlight = createSpotlight({
    connection: { send: (message) => void sent.push(message) },
    session: { self, groupData },
  });
  return { spotlight, groupData, said: () => sent.splice(0) };
}

const ADA = { id: "1", username: "Ada" };
const NOBODY = { id: "2", username: "" };

Deno.test("who is in the light is what the group's data says, over every connection", () => {
  const { spotlight, groupData } = createWorld({ "lectern-spotlight": ["Ada", "2"] });
  assertEquals([spotlight.has(ADA), spotlight.has(NOBODY)], [true, true]);
  assertEquals(
    spotlight.has({ id: "other", username: "Ada" }),
    true,
    "an id changes, a name stays",
  );
  groupData.value = {};
  assertEquals([spotlight.has(ADA), spotlight.has(NOBODY)], [false, false]);
});

Deno.test("a host puts people into the light and takes them out, and the server tells all", () => {
  const { spotlight, groupData, said } = createWorld();
  const message = {
    type: "groupaction",
    kind: "setdata",
    source: "me",
    username: "Chair",
  } as const;
  spotlight.toggle(ADA);
  assertEquals(said(), [{ ...message, value: { "lectern-spotlight": ["Ada"] } }]);
  assertEquals(spotlight.has(ADA), false, "nothing counts before the server says it");
  groupData.value = { "lectern-spotlight": ["Ada"] };
  spotlight.toggle(NOBODY);
  assertEquals(said(), [{ ...message, value: { "lectern-spotlight": ["Ada", "2"] } }]);
  spotlight.toggle(ADA);
  assertEquals(said(), [{ ...message, value: { "lectern-spotlight": null } }]);
});

Deno.test("what makes no sense in the group's data is nobody", () => {
  for (const value of [undefined, null, 7, "Ada", { 0: "Ada" }, [7, "", null, ["Ada"]]]) {
    assertEquals(readNames(value), []);
  }
  assertEquals(readNames(["x".repeat(513), "Ada", "Ada"]), ["Ada"]);
  assertEquals(readNames(Array.from({ length: 1000 }, (_, i) => `n${i}`)).length, 4);
});
