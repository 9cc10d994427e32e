import { assert, assertEquals } from "../tests/assert.ts";
import { createDescription, type Description } from "./description.ts";
import {
  createGroup,
  type Group,
  isPristine,
  join,
  leave,
  MAX_DATA_LENGTH,
  type Member,
  type MessageRequest,
  sendMessage,
  setLock,
  statusOf,
} from "./group.ts";
import type { Notice } from "./notices.ts";
import { setDescription } from "./redefinition.ts";

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;

function group(fields: Partial<Description> = {}): Group {
  return createGroup("lecture", createDescription(fields), NOW);
}

function member(id: string, ...permissions: string[]): Member {
  return { id, username: `name of ${id}`, permissions, login: "token", data: {} };
}

function enter(into: Group, who: Member, nowMs = NOW): Notice[] {
  const result = join(into, who, nowMs);
  assert(result.type === "joined", JSON.stringify(result));
  return result.notices;
}

/** What a refused joiner is told. */
function refusal(into: Group, who: Member, nowMs = NOW): string {
  const result = join(into, who, nowMs);
  assert(result.type === "refused", "was let in");
  assertEquals(into.members.get(who.id) === who, false);
  return result.failure.message;
}

/** Notices in short: recipient, then what. */
function brief(notices: readonly Notice[]): string[] {
  return notices.map(({ to, event }) => {
    const recipient = to.type === "others"
      ? `all but ${to.id}`
      : to.type === "all" || to.type === "operators"
      ? to.type
      : to.id;
    switch (event.type) {
      case "joined":
        return `${recipient}: joined ${event.kind}`;
      case "user":
        return `${recipient}: user ${event.kind} ${event.member.id}`;
      case "history":
        return `${recipient}: history of ${event.entries.length}`;
      case "message":
        return `${recipient}: ${event.message.type} from ${event.message.source}`;
      case "kick":
        return `${recipient}: kick, ${event.reason}`;
      default:
        return `${recipient}: ${event.type}`;
    }
  });
}

function chat(fields: Partial<MessageRequest> = {}): MessageRequest {
  return { type: "chat", id: "", kind: "", dest: "", noecho: false, value: "hi", ...fields };
}

Deno.test("a joiner hears of its joining, the chat, itself, then the others; they hear of it", () => {
  const it = group();
  enter(it, member("a", "message"));
  enter(it, member("b"));
  sendMessage(it, "a", chat(), "m1", NOW);
  assertEquals(brief(enter(it, member("c"))), [
    "c: joined join",
    "c: history of 1",
    "c: user add c",
    "c: user add a",
    "c: user add b",
    "all but c: user add c",
  ]);
});

Deno.test("a leaver hears that it left, and the others that it went", () => {
  const it = group();
  enter(it, member("a"));
  enter(it, member("b"));
  assertEquals(brief(leave(it, "a", NOW)), ["a: joined leave", "all: user delete a"]);
  assertEquals([...it.members.keys()], ["b"]);
  assertEquals(leave(it, "a", NOW), []);
});

Deno.test("two members may have the same name but not the same id, and the first one stays", () => {
  const it = group();
  const first = { ...member("a"), username: "jch" };
  enter(it, first);
  enter(it, { ...member("b"), username: "jch" });
  assertEquals(refusal(it, member("a")), "internal server error");
  assertEquals(it.members.get("a"), first);
  assertEquals(refusal(it, member("")), "internal server error");
});

Deno.test("a locked group refuses with its message, or the usual one, but not operators", () => {
  const it = group();
  setLock(it, "come back at nine");
  assertEquals(refusal(it, member("a", "present")), "come back at nine");
  setLock(it, "");
  assertEquals(refusal(it, member("a", "present")), "this group is locked");
  enter(it, member("b", "op"));
  setLock(it, null);
  enter(it, member("a", "present"));
});

Deno.test("locking tells every member how it stands", () => {
  const it = group();
  enter(it, member("a"));
  enter(it, member("b"));
  assertEquals(brief(setLock(it, "")), ["a: joined change", "b: joined change"]);
});

Deno.test("a group is closed before it opens and after it ends, but not to operators", () => {
  const it = group({ notBeforeMs: NOW, expiresMs: NOW + HOUR });
  assertEquals(refusal(it, member("a"), NOW - 1), "this group is not open yet");
  enter(it, member("a"), NOW);
  enter(it, member("b"), NOW + HOUR);
  assertEquals(refusal(it, member("c"), NOW + HOUR + 1), "this group is closed");
  enter(it, member("d", "op"), NOW - 1);
  enter(it, member("e", "op"), NOW + HOUR + 1);
});

Deno.test("a full group lets operators in, and they count", () => {
  const it = group({ maxClients: 2 });
  enter(it, member("a"));
  enter(it, member("b", "op"));
  assertEquals(refusal(it, member("c")), "too many users");
  enter(it, member("d", "op"));
  leave(it, "d", NOW);
  leave(it, "b", NOW);
  enter(it, member("c"));
});

Deno.test("the server's own limit of members holds where the group's is none or greater", () => {
  for (const maxClients of [0, 5]) {
    const group = createGroup("g", createDescription({ maxClients }), 0);
    const enter = (id: string, permissions: string[]) =>
      join(group, { id, username: id, permissions, login: "user", data: {} }, 0, 1);
    assertEquals(enter("a", []).type, "joined");
    const second = enter("b", []);
    assert(second.type === "refused");
    assertEquals(second.failure.message, "too many users");
    assertEquals(enter("c", ["op"]).type, "joined");
  }
});

Deno.test("zero or less members at most means any number", () => {
  for (const maxClients of [0, -1]) {
    const it = group({ maxClients });
    for (let i = 0; i < 50; i++) enter(it, member(`m${i}`));
  }
});

Deno.test("of several obstacles Galène's first one is named", () => {
  const it = group({ notBeforeMs: NOW + 1, autokick: true, maxClients: 1 });
  setLock(it, "locked");
  assertEquals(refusal(it, member("a")), "locked");
  setLock(it, null);
  assertEquals(refusal(it, member("a")), "this group is not open yet");
  assertEquals(refusal(it, member("a"), NOW + 1), "there are no operators in this group");
});

Deno.test("with autolock it starts locked, an operator's arrival does not open it, the last one's leaving locks it", () => {
  const it = group({ autolock: true });
  assertEquals(refusal(it, member("a")), "this group is locked");
  enter(it, member("op1", "op"));
  assertEquals(refusal(it, member("a")), "this group is locked");
  setLock(it, null);
  enter(it, member("a"));
  enter(it, member("op2", "op"));
  assertEquals(brief(leave(it, "op1", NOW)), ["op1: joined leave", "all: user delete op1"]);
  assertEquals(it.locked, null);
  assertEquals(brief(leave(it, "op2", NOW)), [
    "op2: joined leave",
    "all: user delete op2",
    "a: joined change",
  ]);
  assertEquals(refusal(it, member("b")), "this group is locked");
});

Deno.test("with autokick the last operator's leaving puts everybody out, once", () => {
  const it = group({ autokick: true });
  assertEquals(refusal(it, member("a")), "there are no operators in this group");
  enter(it, member("op1", "op"));
  enter(it, member("a"));
  enter(it, member("b"));
  assertEquals(brief(leave(it, "op1", NOW)), [
    "op1: joined leave",
    "all: user delete op1",
    "a: kick, there are no operators in this group",
    "b: kick, there are no operators in this group",
  ]);
  assertEquals(it.members.size, 0);
  assertEquals(leave(it, "a", NOW), []);
});

Deno.test("an edited definition is told to all, and applies what it adds; rights stay", () => {
  const it = group();
  enter(it, member("a", "present"));
  assertEquals(brief(setDescription(it, createDescription({ maxClients: 1 }), NOW)), [
    "a: joined change",
  ]);
  assertEquals(it.members.get("a")?.permissions, ["present"]);
  assertEquals(refusal(it, member("b")), "too many users");
  setDescription(it, createDescription({ autokick: true }), NOW);
  assertEquals(it.members.size, 0);
});

Deno.test("a message carries its sender's own id, name and standing, and the time", () => {
  const it = group();
  enter(it, member("a", "op", "message"));
  const result = sendMessage(it, "a", chat({ kind: "me", value: { x: 1 } }), "fresh", NOW + 5);
  assert(result.type === "sent");
  assertEquals(result.notices, [{
    to: { type: "all" },
    event: {
      type: "message",
      message: {
        type: "chat",
        id: "fresh",
        kind: "me",
        source: "a",
        username: "name of a",
        dest: "",
        privileged: true,
        timeMs: NOW + 5,
        noecho: false,
        value: { x: 1 },
      },
    },
  }]);
});

for (
  const [request, id, recipient, remembered] of [
    [chat(), "fresh", "all", 1],
    [chat({ id: "own" }), "own", "all", 1],
    [chat({ noecho: true }), "fresh", "all but a", 1],
    [chat({ kind: "caption" }), "fresh", "all", 1],
    [chat({ dest: "b" }), "", "b", 0],
    [chat({ dest: "a" }), "", "a", 0],
    [chat({ type: "usermessage", kind: "mute" }), "", "all", 0],
    [chat({ type: "usermessage", kind: "mute", noecho: true }), "", "all but a", 0],
    [chat({ type: "usermessage", kind: "filetransfer", dest: "b" }), "", "b", 0],
  ] as const
) {
  const { type, kind, dest, noecho } = request;
  const name = [type, kind && `of kind ${kind}`, dest && `to ${dest}`, noecho && "without echo"]
    .filter(Boolean).join(" ");
  Deno.test(`${name} with id "${request.id}" goes to ${recipient} and ${remembered ? "is" : "is not"} remembered`, () => {
    const it = group();
    enter(it, member("a", "message", "caption"));
    enter(it, member("b"));
    const result = sendMessage(it, "a", request, "fresh", NOW);
    assert(result.type === "sent");
    assertEquals(brief(result.notices), [`${recipient}: ${type} from a`]);
    const { event } = result.notices[0]!;
    assertEquals(event.type === "message" && event.message.id, id);
    assertEquals(it.history.entries.length, remembered);
  });
}

Deno.test("who may not speak, or speaks to nobody, is told so and nothing is passed on", () => {
  const it = group();
  enter(it, member("mute", "present", "caption"));
  enter(it, member("plain", "message"));
  const refuse = (from: string, request: MessageRequest) => {
    const result = sendMessage(it, from, request, "fresh", NOW);
    return result.type === "refused" ? result.message : "sent";
  };
  assertEquals(refuse("mute", chat()), "not authorised");
  assertEquals(refuse("mute", chat({ type: "usermessage" })), "not authorised");
  assertEquals(refuse("mute", chat({ type: "usermessage", kind: "caption" })), "not authorised");
  assertEquals(refuse("mute", chat({ kind: "caption" })), "sent");
  assertEquals(refuse("plain", chat({ kind: "caption" })), "not authorised");
  assertEquals(refuse("plain", chat({ dest: "nobody" })), "user unknown");
  assertEquals(refuse("nobody", chat()), "join a group first");
});

Deno.test("chat older than the group remembers is not shown to newcomers", () => {
  const it = group({ maxHistoryAgeS: 60 });
  enter(it, member("a", "message"));
  sendMessage(it, "a", chat(), "old", NOW);
  sendMessage(it, "a", chat(), "new", NOW + 30_000);
  assertEquals(brief(enter(it, member("b"), NOW + 60_001))[1], "b: history of 1");
  assertEquals(brief(enter(it, member("c"), NOW + 90_001))[1], "c: user add c");
});

Deno.test("data that every newcomer would get may not be huge", () => {
  const it = group();
  const huge = { ...member("a"), data: { x: "y".repeat(MAX_DATA_LENGTH) } };
  assertEquals(refusal(it, huge), "the user data is too long");
  enter(it, { ...member("a"), data: { x: "y".repeat(MAX_DATA_LENGTH - 10) } });
});

Deno.test("members see lock and number of members, others only if the group is public", () => {
  const it = group({ displayName: "Lecture" });
  enter(it, member("a"));
  const outside = { member: false, base: null, writableGroups: true };
  const inside = { ...outside, member: true };
  assertEquals(statusOf(it, outside), { name: "lecture", displayName: "Lecture" });
  assertEquals(statusOf(it, inside), {
    name: "lecture",
    displayName: "Lecture",
    locked: false,
    clientCount: 1,
    canChangePassword: true,
  });
  setDescription(it, createDescription({ public: true }), NOW);
  setLock(it, "");
  assertEquals(statusOf(it, outside), { name: "lecture", locked: true, clientCount: 1 });
});

Deno.test("a group is as good as new when it has no members, no chat and its own lock", () => {
  const it = group({ autolock: true });
  assert(isPristine(it));
  enter(it, member("a", "op", "message"));
  assertEquals(isPristine(it), false);
  leave(it, "a", NOW);
  assert(isPristine(it));
  setLock(it, null);
  assertEquals(isPristine(it), false);
});
