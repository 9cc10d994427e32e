import { assert, assertEquals } from "../tests/assert.ts";
import { createDescription, type Description } from "./description.ts";
import { createGroup, type Group, isPristine, join, leave, type Member, setLock } from "./group.ts";
import { queueOf, TICKET_MS } from "./lobby.ts";
import { ban } from "./moderation.ts";
import type { Notice } from "./notices.ts";
import { setDescription } from "./redefinition.ts";
import {
  admitWaiting,
  type Arrival,
  beginWaiting,
  denyWaiting,
  endWaiting,
  lendTickets,
  MAX_WAITING,
  MAX_WAITING_FROM_ADDRESS,
  pass,
  refuseBanned,
  setLobby,
} from "./waiting.ts";

const NOW = 1_700_000_000_000;

function group(fields: Partial<Description> = {}): Group {
  return createGroup("lecture", createDescription({ lobby: true, ...fields }), NOW);
}

function member(id: string, username = id, permissions = ["message"]): Member {
  return { id, username, permissions, login: "wildcard", data: {} };
}

function arrival(id: string, fields: Partial<Arrival> = {}): Arrival {
  return { member: member(id), address: "192.0.2.1", ticket: "", ...fields };
}

/** Somebody comes; what is told of it. */
function wait(at: Group, who: Arrival, nowMs = NOW): Notice[] {
  assertEquals(pass(at, who, nowMs, 100), null);
  const outcome = beginWaiting(at, who, `ticket of ${who.member.id}`, nowMs);
  assert(outcome.type === "waiting", JSON.stringify(outcome));
  return outcome.notices;
}

function brief(notices: readonly Notice[]): string[] {
  return notices.map(({ to, event }) => {
    const recipient = "id" in to ? to.id : to.type;
    if (event.type === "lobby") {
      return `${recipient}: ${event.kind} ${event.people.map(({ member }) => member.id)}`;
    }
    return `${recipient}: ${event.type}`;
  });
}

function enter(at: Group, who: Member): Notice[] {
  const outcome = join(at, who, NOW);
  assert(outcome.type === "joined");
  return outcome.notices;
}

Deno.test("with a lobby a group is locked for whoever knows none, and says that there is one", () => {
  const it = group();
  const outcome = join(it, member("a"), NOW);
  assert(outcome.type === "refused");
  assertEquals(outcome.failure.message, "this group is locked");
  assert(isPristine(it));
});

Deno.test("who waits is no member; operators are told who came and who went", () => {
  const it = group();
  enter(it, member("op", "op", ["op"]));
  assertEquals(brief(wait(it, arrival("a"))), ["a: waiting", "operators: add a"]);
  assertEquals([...it.members.keys()], ["op"]);
  assertEquals(brief(endWaiting(it, "a", NOW)), ["operators: delete a"]);
  assertEquals(endWaiting(it, "a", NOW), []);
});

Deno.test("a group at which somebody waits is not forgotten", () => {
  const it = group();
  wait(it, arrival("a"));
  assert(!isPristine(it));
});

Deno.test("operators come in past the lobby, and see who waits, who came first at the front", () => {
  const it = group();
  wait(it, arrival("a"), NOW);
  wait(it, arrival("b"), NOW + 1);
  assertEquals(brief(enter(it, member("op", "op", ["op"]))).at(-1), "op: set a,b");
});

Deno.test("who is let in joins as any, and passes when it comes back, under its name alone", () => {
  const it = group();
  wait(it, arrival("a"));
  const [waiting] = queueOf(it.lobby);
  const outcome = admitWaiting(it, waiting!, NOW, 100);
  assert(outcome.type === "joined");
  assertEquals(brief(outcome.notices).at(0), "a: joined");
  assertEquals(brief(outcome.notices).at(-1), "operators: delete a");
  leave(it, "a", NOW + 1000);
  const back = (username: string) => ({
    ...arrival("a2", { ticket: "ticket of a" }),
    member: member("a2", username),
  });
  assertEquals(pass(it, back("mallory"), NOW + 1001, 100), null);
  assertEquals(pass(it, back("a"), NOW + 1001, 100)?.type, "joined");
});

Deno.test("a ticket is good while its bearer is in, and for some minutes afterwards", () => {
  const it = group();
  wait(it, arrival("a"));
  admitWaiting(it, queueOf(it.lobby)[0]!, NOW, 100);
  const again = (id: string) => arrival(id, { member: member(id, "a"), ticket: "ticket of a" });
  const late = NOW + 10 * TICKET_MS;
  assertEquals(pass(it, again("a2"), late, 100)?.type, "joined", "the old connection lingers");
  leave(it, "a", late);
  leave(it, "a2", late);
  assertEquals(pass(it, again("a3"), late + TICKET_MS, 100)?.type, "joined");
  leave(it, "a3", late + TICKET_MS);
  assertEquals(pass(it, again("a4"), late + 2 * TICKET_MS + 1, 100), null);
});

Deno.test("who comes back while waiting has the old place", () => {
  const it = group();
  wait(it, arrival("a"), NOW);
  wait(it, arrival("b"), NOW + 10);
  endWaiting(it, "a", NOW + 20);
  wait(it, arrival("a2", { member: member("a2", "a"), ticket: "ticket of a" }), NOW + 30);
  assertEquals(queueOf(it.lobby).map(({ member }) => member.id), ["a2", "b"]);
  const twice = arrival("a3", { member: member("a3", "a"), ticket: "ticket of a" });
  assertEquals(brief(wait(it, twice, NOW + 40)), [
    "a2: refused",
    "operators: delete a2",
    "a3: waiting",
    "operators: add a3",
  ]);
});

Deno.test("whoever is put out leaves nothing behind once its connection has ended", () => {
  const users = new Map([["a", { password: null, permissions: ["message"] }]]);
  const it = group({ users, autokick: true });
  enter(it, { ...member("op", "op", ["op"]), login: "token" });
  wait(it, arrival("a", { member: { ...member("a"), login: "user" } }));
  admitWaiting(it, queueOf(it.lobby)[0]!, NOW, 100);
  assertEquals(it.lobby.holders.size, 1);
  setDescription(it, createDescription({ lobby: true, autokick: true }), NOW);
  assertEquals([...it.members.keys()], ["op"]);
  leave(it, "a", NOW);
  leave(it, "op", NOW);
  assertEquals([it.lobby.holders.size, isPristine(it)], [0, true]);
});

Deno.test("however a lobby opens, those inside get tickets by which they come back", () => {
  const it = group();
  enter(it, member("op", "op", ["op"]));
  setLock(it, null);
  enter(it, member("a"));
  leave(it, "op", NOW);
  let last = 0;
  const lend = () => brief(lendTickets(it, () => `t${++last}`, NOW));
  assertEquals(lend(), ["a: ticket"]);
  assertEquals(lend(), []);
  leave(it, "a", NOW);
  const back = arrival("a2", { member: member("a2", "a"), ticket: "t1" });
  assertEquals(pass(it, back, NOW, 100)?.type, "joined");
});

Deno.test("who is refused for a while waits no longer", () => {
  const it = group();
  wait(it, arrival("a"));
  wait(it, arrival("b"));
  ban(it, { username: "a", address: "192.0.2.1", anyName: false, untilMs: NOW + 1000 });
  assertEquals(brief(refuseBanned(it, NOW)), ["a: refused", "operators: delete a"]);
  assertEquals([...it.lobby.waiting.keys()], ["b"]);
});

Deno.test("who is sent away hears why, and waits anew if it comes again", () => {
  const it = group();
  wait(it, arrival("a"));
  const notices = denyWaiting(it, queueOf(it.lobby)[0]!, "");
  assertEquals(brief(notices), ["a: refused", "operators: delete a"]);
  const [{ event }] = notices as [Notice];
  assert(event.type === "refused" && event.denied);
  assertEquals(event.failure.message, "an operator has not let you in");
  wait(it, arrival("a2", { member: member("a2", "a"), ticket: "ticket of a" }), NOW + 5);
  assertEquals(queueOf(it.lobby)[0]?.sinceMs, NOW + 5);
});

Deno.test("a lobby is opened for those outside; those inside get tickets", () => {
  const it = group({ lobby: false });
  enter(it, member("op", "op", ["op"]));
  enter(it, member("a"));
  let last = 0;
  const notices = setLobby(it, true, () => `t${++last}`, NOW);
  assertEquals(brief(notices), ["op: joined", "a: joined", "op: ticket", "a: ticket", "op: set "]);
  leave(it, "a", NOW);
  const back = arrival("a2", { member: member("a2", "a"), ticket: "t2" });
  assertEquals(pass(it, back, NOW, 100)?.type, "joined");
  setLobby(it, false, () => "", NOW);
  assertEquals([it.locked, it.lobby.on], [null, false]);
});

Deno.test("a lock in Galène's words ends the lobby, and no ticket opens it", () => {
  const it = group();
  wait(it, arrival("a"));
  admitWaiting(it, queueOf(it.lobby)[0]!, NOW, 100);
  leave(it, "a", NOW);
  setLock(it, "Back at noon");
  const outcome = pass(it, arrival("a", { ticket: "ticket of a" }), NOW, 100);
  assert(outcome?.type === "refused");
  assertEquals(outcome.failure.message, "Back at noon");
});

Deno.test("when the last operator leaves an open group with a lobby, it has it again", () => {
  const it = group();
  enter(it, member("op", "op", ["op"]));
  setLock(it, null);
  enter(it, member("a"));
  leave(it, "op", NOW);
  assertEquals([it.locked, it.lobby.on], ["this group is locked", true]);
});

Deno.test("as many wait as there is room for, and not too many of one address", () => {
  const it = group();
  const come = (n: number, address: string) =>
    beginWaiting(it, arrival(`p${n}`, { address }), `t${n}`, NOW).type;
  for (let n = 0; n < MAX_WAITING_FROM_ADDRESS; n++) come(n, "here");
  assertEquals(come(9000, "here"), "refused");
  for (let n = MAX_WAITING_FROM_ADDRESS; n < MAX_WAITING; n++) come(n, `address ${n}`);
  assertEquals(come(9001, "elsewhere"), "refused");
  assertEquals(it.lobby.waiting.size, MAX_WAITING);
});

Deno.test("nobody waits at a group that is closed, without an id, or under somebody's id", () => {
  const refusal = (at: Group, id: string) => {
    const outcome = beginWaiting(at, arrival(id), "t", NOW);
    return outcome.type === "refused" ? outcome.failure.detail : null;
  };
  assertEquals(refusal(group({ expiresMs: NOW - 1 }), "a"), "this group is closed");
  assertEquals(refusal(group({ notBeforeMs: NOW + 1 }), "a"), "this group is not open yet");
  assertEquals(refusal(group(), ""), "empty client id");
  const it = group();
  wait(it, arrival("a"));
  assertEquals(refusal(it, "a"), "duplicate client id");
});

Deno.test("who cannot be let in because the group is full goes on waiting", () => {
  const it = group({ maxClients: 1 });
  enter(it, member("op", "op", ["op"]));
  wait(it, arrival("a"));
  const outcome = admitWaiting(it, queueOf(it.lobby)[0]!, NOW, 100);
  assert(outcome.type === "refused");
  assertEquals(outcome.failure.message, "too many users");
  assertEquals(it.lobby.waiting.size, 1);
});

Deno.test("those who wait are under an edited file, too", () => {
  const user = (permissions: string[]) => ({ password: null, permissions });
  const it = group({ users: new Map([["a", user(["message"])], ["b", user([])]]) });
  for (const id of ["a", "b"]) {
    wait(it, arrival(id, { member: { ...member(id), login: "user" } }));
  }
  const users = new Map([["a", user(["message", "present"])]]);
  const edited = createDescription({ lobby: true, users });
  assertEquals(brief(setDescription(it, edited, NOW)), ["b: refused", "operators: delete b"]);
  assertEquals(queueOf(it.lobby).map(({ member }) => member.permissions), [["message", "present"]]);
  setDescription(it, createDescription({ users }), NOW);
  assertEquals([it.locked, it.lobby.on], [null, false]);
});
