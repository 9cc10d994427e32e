import { signal } from "@preact/signals";
import { assertEquals } from "../../../tests/assert.ts";
import type { Members } from "../../client/members.ts";
import { handOver } from "./hand_over.ts";

function createWorld() {
  const log: string[] = [];
  const due: (() => void)[] = [];
  const member = (id: string, ...permissions: string[]) =>
    [id, { id, username: id, permissions, data: {} }] as const;
  const members = signal<Members>(new Map([member("ada", "op"), member("ben")]));
  const begin = (id: string) =>
    handOver({
      moderation: { act: (kind, { id }) => void log.push(`${kind} ${id}`) },
      session: { members, self: signal({ id: "ada" }) },
      after: (_delayMs, call) => {
        due.push(call);
        return () => {};
      },
    }, { id });
  return { log, due, members, member, begin };
}

Deno.test("the other is made host first, and only then one steps down", async () => {
  const { log, members, member, begin } = createWorld();
  const done = begin("ben");
  assertEquals(log, ["op ben"]);
  members.value = new Map([member("ada", "op"), member("ben", "op")]);
  assertEquals(await done, true);
  assertEquals(log, ["op ben", "unop ada"]);
});

Deno.test("to somebody who is host already it is one step", async () => {
  const { log, members, member, begin } = createWorld();
  members.value = new Map([member("ada", "op"), member("ben", "op")]);
  assertEquals(await begin("ben"), true);
  assertEquals(log, ["unop ada"]);
});

Deno.test("where the other leaves, or nothing happens, one stays host", async () => {
  const gone = createWorld();
  const left = gone.begin("ben");
  gone.members.value = new Map([gone.member("ada", "op")]);
  assertEquals([await left, gone.log], [false, ["op ben"]]);
  const late = createWorld();
  const waiting = late.begin("ben");
  late.due.forEach((call) => call());
  assertEquals([await waiting, late.log], [false, ["op ben"]]);
});
