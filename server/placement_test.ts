import { assertEquals } from "../tests/assert.ts";
import { createPlacement, settle, unsettle } from "./placement.ts";

/** Workers, and how to open sessions on them: `place` and a viewer, null to publish. Returns the worker's number. */
function createHosts(count: number, ready: readonly number[] = [...Array(count).keys()]) {
  const hosts = Array.from({ length: count }, (_, index) => ({
    index,
    ready: ready.includes(index),
    sessions: new Set<number>(),
  }));
  const placement = createPlacement(hosts);
  let last = 0;
  const open = (place: string, viewer: number | null) => {
    const host = settle(placement, place, viewer);
    host.sessions.add(++last);
    return host.index;
  };
  return { hosts, placement, open };
}

Deno.test("the sessions of a group stay together, and groups go where there is least to do", () => {
  const { open } = createHosts(3);
  assertEquals([open("a", null), open("a", 1), open("a", 2)], [0, 0, 0]);
  assertEquals([open("b", null), open("c", null), open("a", 3)], [1, 2, 0]);
});

Deno.test("all that one viewer receives comes from one worker, however much it has to do", () => {
  const { open } = createHosts(2);
  for (let i = 0; i < 40; i++) assertEquals(open("a", 1), 0);
  assertEquals(open("a", 2), 1, "another viewer goes where there is room");
  assertEquals(open("a", 1), 0);
  for (let i = 0; i < 60; i++) assertEquals(open("a", 2), 1);
});

Deno.test("publishers spread as well", () => {
  const { open } = createHosts(2);
  for (let i = 0; i < 8; i++) assertEquals(open("a", null), 0);
  assertEquals(open("a", null), 1);
});

Deno.test("a viewer that has let go of everything may live elsewhere afterwards", () => {
  const { open, placement, hosts } = createHosts(2);
  for (let i = 0; i < 10; i++) open("a", 1);
  for (let i = 0; i < 10; i++) unsettle(placement, "a", 1);
  assertEquals([placement.places.size, placement.viewers.size], [0, 0]);
  assertEquals(open("a", 1), 1, "the emptier worker, as far as is known");
  hosts[0]!.sessions.clear();
  assertEquals(open("b", 1), 1, "it has a session there");
});

Deno.test("nobody is sent to a worker that does not run, if another does", () => {
  const { open } = createHosts(3, [2]);
  assertEquals([open("a", null), open("b", 1)], [2, 2]);
  assertEquals(
    createHosts(2, []).open("a", null),
    0,
    "where none runs, the refusal comes from there",
  );
});
