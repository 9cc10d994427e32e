import { signal } from "@preact/signals-core";
import { assertEquals } from "../../tests/assert.ts";
import type { ClientMessage, GroupStatus } from "../../server/messages.ts";
import { createLobby } from "./lobby.ts";
import type { Phase } from "./session.ts";

function createWorld() {
  const sent: ClientMessage[] = [];
  const rights = signal<readonly string[]>(["op"]);
  const phase = signal<Phase>("room");
  const reconnecting = signal(false);
  const status = signal<GroupStatus | null>({ name: "lecture", locked: true, lobby: true });
  const clock = { nowMs: 100_000 };
  const lobby = createLobby({
    connection: { send: (message) => void sent.push(message), extended: signal(true) },
    session: {
      self: signal({ id: "me", username: "Ada", permissions: [] }),
      status,
      phase,
      reconnecting,
      may: (right) => rights.value.includes(right),
    },
    nowMs: () => clock.nowMs,
  });
  const names = () => lobby.people.value.map(({ username }) => username);
  return { lobby, names, sent, rights, reconnecting, status, clock };
}

const BEN = { id: "b", username: "Ben", waitedMs: 0 };
const CAT = { id: "c", username: "Cat", waitedMs: 0 };

Deno.test("who has waited for longest comes first, also who comes back", () => {
  const { lobby, names, clock } = createWorld();
  lobby.on.lobby({ type: "lobby", kind: "set", people: [{ ...BEN, waitedMs: 5000 }] });
  lobby.on.lobby({ type: "lobby", kind: "add", people: [CAT] });
  clock.nowMs += 1000;
  const dan = { id: "d", username: "Dan", waitedMs: 60_000 };
  lobby.on.lobby({ type: "lobby", kind: "add", people: [dan] });
  assertEquals(names(), ["Dan", "Ben", "Cat"]);
  lobby.on.lobby({ type: "lobby", kind: "delete", people: [BEN] });
  assertEquals(names(), ["Dan", "Cat"]);
  lobby.on.lobby({ type: "lobby", kind: "set", people: [] });
  assertEquals(names(), []);
});

Deno.test("who is no operator any more, or has lost the connection, knows of nobody", () => {
  const { lobby, names, rights, reconnecting } = createWorld();
  const people = [BEN];
  lobby.on.lobby({ type: "lobby", kind: "set", people });
  rights.value = [];
  assertEquals(names(), []);
  rights.value = ["op"];
  lobby.on.lobby({ type: "lobby", kind: "set", people });
  reconnecting.value = true;
  assertEquals(names(), []);
});

Deno.test("an operator lets in, sends away, opens and closes, in the server's words", () => {
  const { lobby, sent, status } = createWorld();
  const { open } = lobby;
  assertEquals(open.value, true);
  status.value = { name: "lecture", locked: true };
  assertEquals(open.value, false);
  lobby.setOpen(true);
  lobby.admit(BEN);
  lobby.admit(null);
  lobby.deny(CAT, "Tomorrow");
  const signed = { type: "groupaction", source: "me", username: "Ada" };
  assertEquals(sent as unknown[], [
    { ...signed, kind: "lobby", value: true },
    { ...signed, kind: "admit", value: "b" },
    { ...signed, kind: "admit" },
    { ...signed, kind: "deny", value: { id: "c", message: "Tomorrow" } },
  ]);
});
