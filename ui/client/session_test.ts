import { assertEquals } from "../../tests/assert.ts";
import { signal } from "@preact/signals-core";
import type { ClientMessage, ServerJoined } from "../../server/messages.ts";
import type { Connection, ConnectionState } from "./connection.ts";
import { type Authorised, createSession, type Credentials, mergeStatus } from "./session.ts";
import { createTickets, type TabStorage } from "./tickets.ts";

/** A session over a connection that only notes what is asked of it. */
function createWorld(tab: TabStorage | null = null) {
  const sent: ClientMessage[] = [];
  const log: string[] = [];
  const authorised: { answer: Authorised } = { answer: { type: "undecided" } };
  const connection: Connection = {
    state: signal<ConnectionState>({ name: "closed" }),
    extended: signal(true),
    open: (url) => void log.push(`open ${url}`),
    send: (message) => void sent.push(message),
    drop: () => void log.push("drop"),
    settled: () => void log.push("settled"),
    probe: () => void log.push("probe"),
    close: () => void log.push("close"),
  };
  const session = createSession({
    group: "lecture",
    defaultEndpoint: "wss://here/ws",
    connection: () => connection,
    askAuthServer: (url, { username }) => {
      log.push(`ask ${url} for ${username}`);
      return Promise.resolve(authorised.answer);
    },
    tickets: createTickets(tab),
    events: {
      joined: (again) => void log.push(again ? "joined again" : "joined"),
      interrupted: () => void log.push("interrupted"),
      departed: () => void log.push("departed"),
      left: () => void log.push("left"),
      moved: (url) => void log.push(`moved ${url}`),
      memberAdded: ({ username }) => void log.push(`+${username}`),
      memberRemoved: ({ username }) => void log.push(`-${username}`),
      changedGroup: (from, to) => void log.push(`from ${from} to ${to}`),
      turnedBack: (from, { type }) => void log.push(`back from ${from}: ${type}`),
    },
  });
  return { sent, log, session, authorised };
}

const ADA: Credentials = { username: "Ada", password: "", token: "" };

const JOINED: ServerJoined = {
  type: "joined",
  kind: "join",
  group: "lecture",
  username: "Ada",
  permissions: ["present", "message"],
  status: { name: "lecture", locked: true },
  rtcConfiguration: { iceServers: [{ urls: ["stun:here"] }] },
};

function inside() {
  const world = createWorld();
  world.session.join({ ...ADA, password: "secret" });
  world.session.on.ready("1");
  world.session.on.joined(JOINED);
  world.log.length = 0;
  return world;
}

function refuse(world: ReturnType<typeof createWorld>, value: string): void {
  world.session.on.joined({ type: "joined", kind: "fail", username: "Ada", value });
}

Deno.test("joining opens the endpoint, says who we are, and ends inside", () => {
  const { session, log, sent } = createWorld();
  session.setStatus({ name: "lecture", endpoint: "wss://there/ws" });
  session.join({ ...ADA, password: "secret" });
  assertEquals([session.phase.value, log[0]], ["joining", "open wss://there/ws"]);
  session.on.ready("1");
  assertEquals(sent, [{
    type: "join",
    kind: "join",
    group: "lecture",
    username: "Ada",
    password: "secret",
  }]);
  session.on.joined({ ...JOINED, username: "ada" });
  assertEquals(session.phase.value, "room");
  assertEquals(session.self.value, {
    id: "1",
    username: "ada",
    permissions: ["present", "message"],
  });
  assertEquals(log.slice(1), ["settled", "joined"]);
  assertEquals(session.rtcConfiguration.value.iceServers?.length, 1);
});

Deno.test("a refusal at the door is told, and the door stays open", () => {
  const world = createWorld();
  world.session.join({ ...ADA, password: "x" });
  world.session.on.ready("1");
  refuse(world, "not authorised");
  assertEquals(world.session.phase.value, "lobby");
  assertEquals(world.session.problem.value, { type: "not-authorised" });
  world.session.join({ ...ADA, password: "y" });
  assertEquals([world.session.phase.value, world.session.problem.value], ["joining", null]);
});

Deno.test("a server that cannot be reached leads back to the door at once", () => {
  const { session } = createWorld();
  session.join({ ...ADA, password: "" });
  session.on.failed();
  assertEquals([session.phase.value, session.problem.value], ["lobby", { type: "unreachable" }]);
});

Deno.test("after a loss the same person joins again, and stays in the room meanwhile", () => {
  const { session, log, sent } = inside();
  session.on.lost();
  assertEquals([session.phase.value, session.reconnecting.value], ["room", true]);
  session.on.failed();
  session.on.ready("2");
  assertEquals(sent.at(-1), sent[0]);
  session.on.joined(JOINED);
  assertEquals([session.reconnecting.value, session.self.value.id], [false, "2"]);
  assertEquals(log, ["interrupted", "settled", "joined again"]);
});

Deno.test("what we have attached to ourselves comes back with us", () => {
  const { session, sent } = inside();
  const data = { raisehand: true };
  const dataOf = (said: ClientMessage | undefined) => said?.type === "join" ? said.data : null;
  session.on.user({ type: "user", kind: "add", id: "1", username: "Ada", data });
  for (const id of ["2", "3"]) {
    session.on.lost();
    session.on.ready(id);
    assertEquals(dataOf(sent.at(-1)), data);
  }
  session.leave(null);
  session.join(ADA);
  session.on.ready("4");
  assertEquals(dataOf(sent.at(-1)), undefined);
});

Deno.test("coming back is tried again when the server refuses for now", () => {
  const world = inside();
  world.session.on.lost();
  for (let attempt = 0; attempt < 6; attempt++) {
    world.session.on.ready(String(attempt));
    refuse(world, "too many users");
    assertEquals([world.session.phase.value, world.log.at(-1)], ["room", "drop"]);
  }
  refuse(world, "too many users");
  assertEquals([world.session.phase.value, world.session.problem.value], [
    "lobby",
    { type: "full" },
  ]);
});

Deno.test("coming back is given up when the password does not hold any more", () => {
  const world = inside();
  world.session.on.lost();
  world.session.on.ready("2");
  refuse(world, "not authorised");
  assertEquals(world.session.phase.value, "lobby");
  assertEquals(world.log.slice(-2), ["close", "left"]);
});

Deno.test("a change of rights is noticed", () => {
  const { session } = inside();
  assertEquals(session.may("present"), true);
  session.on.joined({ type: "joined", kind: "change", username: "Ada", permissions: ["message"] });
  assertEquals(session.may("present"), false);
});

Deno.test("the group's data is that of the last word about it, and goes with the group", () => {
  const { session } = inside();
  assertEquals(session.groupData.value, {});
  const change = { type: "joined", kind: "change", username: "Ada" } as const;
  session.on.joined({ ...change, data: { poll: 1 } });
  assertEquals(session.groupData.value, { poll: 1 });
  session.on.joined(change);
  assertEquals(session.groupData.value, {}, "servers leave out what is empty");
  session.on.joined({ ...change, data: { poll: 2 } });
  session.on.lost();
  session.on.ready("2");
  session.on.joined(JOINED);
  assertEquals(session.groupData.value, {});
});

Deno.test("members who come and go are reported once", () => {
  const { session, log } = inside();
  session.on.user({ type: "user", kind: "add", id: "b", username: "Bob" });
  session.on.user({ type: "user", kind: "add", id: "b", username: "Bob" });
  session.on.user({ type: "user", kind: "delete", id: "b", username: "Bob" });
  session.on.user({ type: "user", kind: "delete", id: "b", username: "Bob" });
  assertEquals(log, ["+Bob", "-Bob"]);
});

Deno.test("a group that has moved is followed to the web only", () => {
  const moved = (value: string) => {
    const { session, log } = createWorld();
    session.join({ ...ADA, password: "" });
    session.on.joined({ type: "joined", kind: "redirect", username: "Ada", value });
    return [log.at(-1), session.problem.value];
  };
  assertEquals(moved("https://there/group/x/"), ["moved https://there/group/x/", null]);
  assertEquals(moved("javascript:alert(1)"), ["left", { type: "bad-redirect" }]);
});

Deno.test("a status without a lock takes the lock away", () => {
  const locked = mergeStatus(null, { name: "x", locked: true, description: "d" });
  assertEquals(mergeStatus(locked, { name: "x" }), {
    name: "x",
    locked: false,
    description: "d",
  });
});

Deno.test("who has a token joins by it, with a name if one was given", () => {
  const { session, sent } = createWorld();
  session.join({ username: "", password: "", token: "t" });
  session.on.ready("1");
  const join = { type: "join", kind: "join", group: "lecture", token: "t" } as const;
  assertEquals(sent, [join]);
  const value = "username required";
  session.on.joined({ type: "joined", kind: "fail", error: "need-username", username: "", value });
  assertEquals(session.phase.value, "lobby");
  assertEquals(session.problem.value, { type: "name-needed" });
  session.join({ username: "Eve", password: "", token: "t" });
  session.on.ready("2");
  assertEquals(sent[1], { ...join, username: "Eve" });
  assertEquals(session.problem.value, null);
  session.on.joined({ type: "joined", kind: "fail", username: "", value: "not authorised" });
  assertEquals(session.problem.value, { type: "bad-token" });
});

Deno.test("a group's own server is asked at each join, and its answer counts", async () => {
  const { session, sent, log, authorised } = createWorld();
  session.setStatus({ name: "lecture", authServer: "https://auth/" });
  const attempt = async (answer: Authorised) => {
    authorised.answer = answer;
    session.join({ ...ADA, password: "x" });
    session.on.ready("1");
    await Promise.resolve();
    session.leave(session.problem.value);
    return sent.splice(0);
  };
  const join = { type: "join", kind: "join", group: "lecture", username: "Ada" } as const;
  assertEquals(await attempt({ type: "token", token: "fresh" }), [{ ...join, token: "fresh" }]);
  assertEquals(await attempt({ type: "undecided" }), [{ ...join, password: "x" }]);
  assertEquals(await attempt({ type: "refused", problem: { type: "auth-server" } }), []);
  assertEquals(session.problem.value, { type: "auth-server" });
  assertEquals(log.filter((line) => line === "ask https://auth/ for Ada").length, 3);
});

/** What the server says of another group. */
function joinedAt(group: string): ServerJoined {
  return { ...JOINED, group, status: { name: group } };
}

Deno.test("going to another group leaves one and joins the other over the same connection", () => {
  const { session, log, sent } = inside();
  session.setStatus({
    name: "lecture",
    location: "https://here/group/lecture/",
    endpoint: "wss://x/ws",
  });
  session.on.user({ type: "user", kind: "add", id: "2", username: "Ben" });
  sent.length = log.length = 0;
  assertEquals(session.move("lecture"), false);
  assertEquals(session.move("lecture/1"), true);
  assertEquals(session.move("lecture/2"), false, "one at a time");
  assertEquals([session.phase.value, session.reconnecting.value], ["room", true]);
  assertEquals(sent.map((message) => "kind" in message && message.kind), ["leave", "join"]);
  assertEquals(sent[1], {
    type: "join",
    kind: "join",
    group: "lecture/1",
    username: "Ada",
    password: "secret",
  });
  session.on.user({ type: "user", kind: "add", id: "3", username: "of the old group" });
  session.on.joined({ ...JOINED, kind: "change" });
  session.on.joined({ ...JOINED, kind: "leave" });
  assertEquals([session.phase.value, session.reconnecting.value], ["room", true]);
  session.on.joined(joinedAt("lecture/1"));
  assertEquals(log, ["departed", "settled", "from lecture to lecture/1", "joined"]);
  assertEquals([session.group.value, session.members.value.size], ["lecture/1", 0]);
  assertEquals(session.status.value, { name: "lecture/1", endpoint: "wss://x/ws", locked: false });
  session.leave(null);
  assertEquals(session.group.value, "lecture");
});

Deno.test("who is not let into another group comes back", () => {
  const world = inside();
  const { session, log, sent } = world;
  session.move("lecture/1");
  session.on.joined({
    type: "joined",
    kind: "fail",
    group: "lecture/1",
    username: "Ada",
    value: "not authorised",
  });
  assertEquals(session.group.value, "lecture");
  assertEquals(sent.at(-1), sent[0], "joins as in the beginning");
  session.on.joined(JOINED);
  assertEquals(log, [
    "departed",
    "back from lecture/1: not-authorised",
    "settled",
    "joined again",
  ]);
});

Deno.test("a connection lost on the way ends where the person wanted to go", () => {
  const { session, log, sent } = inside();
  session.move("lecture/1");
  session.on.lost();
  session.on.ready("2");
  assertEquals(sent.at(-1)?.type === "join" && sent.at(-1), { ...sent[2] } as ClientMessage);
  session.on.joined(joinedAt("lecture/1"));
  assertEquals(log.at(-1), "joined");
});

const WAITING = {
  type: "waiting",
  group: "lecture",
  username: "Ada",
  ticket: "t1",
  waitedMs: 0,
} as const;

Deno.test("who is to wait waits, over any loss of the connection, until an operator says otherwise", () => {
  const { session, sent, log } = createWorld();
  session.join(ADA);
  session.on.ready("1");
  session.on.waiting(WAITING);
  assertEquals([session.phase.value, session.waiting.value], ["joining", true]);
  session.on.lost();
  session.on.failed();
  session.on.failed();
  assertEquals([session.phase.value, session.waiting.value], ["joining", true]);
  session.on.ready("2");
  assertEquals(sent.at(-1), { ...sent[0], ticket: "t1" } as ClientMessage);
  session.on.waiting(WAITING);
  session.on.joined(JOINED);
  assertEquals([session.phase.value, session.waiting.value], ["room", false]);
  assertEquals(log.at(-1), "joined");
});

Deno.test("who is sent away from the door hears why, and its ticket is forgotten", () => {
  const { session, sent } = createWorld();
  for (
    const [value, reason] of [["Tomorrow", "Tomorrow"], [
      "an operator has not let you in",
      "",
    ]] as const
  ) {
    session.join(ADA);
    session.on.ready("1");
    session.on.waiting(WAITING);
    const error = "not-let-in";
    session.on.joined({
      type: "joined",
      kind: "fail",
      group: "lecture",
      username: "Ada",
      value,
      error,
    });
    assertEquals([session.phase.value, session.waiting.value], ["lobby", false]);
    assertEquals(session.problem.value, { type: "not-let-in", reason });
  }
  assertEquals(sent.some((message) => "ticket" in message), false);
});

Deno.test("a ticket is for the group that it names, wherever one is or goes meanwhile", () => {
  const { session, sent } = inside();
  assertEquals(session.move("lecture/1"), true);
  session.on.ticket({ type: "ticket", group: "lecture", ticket: "t8" });
  session.on.joined({ ...JOINED, group: "lecture/1" });
  assertEquals(session.move("lecture"), true);
  assertEquals(sent.at(-1), { ...sent[0], ticket: "t8" } as ClientMessage);
});

Deno.test("who was inside goes with a ticket, also to groups below; without a good one it waits again", () => {
  const { session, sent } = inside();
  session.on.ticket({ type: "ticket", group: "lecture", ticket: "t7" });
  session.move("lecture/1");
  assertEquals(
    sent.at(-1)?.type === "join" && sent.at(-1),
    { ...sent.at(-1), ticket: "t7" } as ClientMessage,
  );
  session.on.joined(joinedAt("lecture/1"));
  session.on.lost();
  session.on.ready("2");
  session.on.waiting({ ...WAITING, group: "lecture/1" });
  assertEquals([session.phase.value, session.waiting.value], ["joining", true]);
});

Deno.test("who reloads the page has the place in the queue again, also when the server was away meanwhile", () => {
  const kept = new Map<string, string>();
  const tab: TabStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
  const before = createWorld(tab);
  before.session.join(ADA);
  before.session.on.ready("1");
  before.session.on.waiting(WAITING);
  for (const there of [false, true]) {
    const { session, sent } = createWorld(tab);
    session.join(ADA);
    if (!there) {
      session.on.failed();
      continue;
    }
    session.on.ready("2");
    assertEquals(sent.at(-1), { ...before.sent[0], ticket: "t1" } as ClientMessage);
    session.leave(null);
  }
  assertEquals(kept.size, 0);
});
