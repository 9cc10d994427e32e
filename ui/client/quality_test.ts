import { signal } from "@preact/signals-core";
import { assertEquals } from "../../tests/assert.ts";
import type { Mark } from "./extension_messages.ts";
import type { Member, Members } from "./members.ts";
import { createQuality, worstOf } from "./quality.ts";

const WELL: Mark = { up: "good", down: "good" };

Deno.test("the worse direction counts", () => {
  assertEquals(worstOf({ up: "weak", down: "bad" }), "bad");
  assertEquals(worstOf({ up: "weak", down: "good" }), "weak");
  assertEquals(worstOf(WELL), "good");
});

Deno.test("marks are kept for those who are present, until we join again", () => {
  const member: Member = { id: "b", username: "Ben", permissions: [], data: {} };
  const members = signal<Members>(new Map([["b", member]]));
  const quality = createQuality({ extended: signal(true) }, members);
  const bad: Mark = { up: "bad", down: "good" };
  const own: Mark = { up: "weak", down: "good" };
  quality.on.quality({ type: "quality", members: { b: bad }, own });
  quality.on.quality({ type: "quality", members: {}, own });
  assertEquals([quality.markOf("b"), quality.markOf("c"), quality.own.value], [bad, WELL, own]);
  members.value = new Map();
  members.value = new Map([["b", member]]);
  assertEquals(quality.markOf("b"), WELL);
  quality.joined();
  assertEquals(quality.own.value, WELL);
  quality.dispose();
});
