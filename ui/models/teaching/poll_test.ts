import { signal } from "@preact/signals";
import { assert, assertEquals } from "../../../tests/assert.ts";
import type { Data, JsonValue } from "../../../server/messages.ts";
import type { Member, Members } from "../../client/members.ts";
import { createPolls, POLL_KEY, VOTE_KIND } from "./poll.ts";
import { castVote, type Poll, readChoice, readPoll, resultOf, type Votes } from "./poll_data.ts";

/** People in a group, whose messages arrive at once. */
function createGroup() {
  const groupData = signal<Data>({});
  const members = signal<Members>(new Map());
  const people = new Map<string, ReturnType<typeof enter>>();
  let due: (() => void)[] = [];
  const sent: { readonly from: string; readonly to: string }[] = [];

  const enter = (id: string, username: string, permissions: readonly string[]) => {
    const me: Member = { id, username, permissions, data: {} };
    const reconnecting = signal(false);
    const polls = createPolls({
      client: {
        session: {
          groupData,
          members,
          self: signal(me),
          reconnecting,
          may: (right) => permissions.includes(right),
        },
        setGroupData: (part) => {
          assert(permissions.includes("op"), "only hosts can");
          const merged = JSON.parse(JSON.stringify({ ...groupData.peek(), ...part }));
          groupData.value = Object.fromEntries(
            Object.entries(merged).filter(([, value]) => value !== null),
          ) as Data;
        },
        tell: (kind, value, { to = "" } = {}) => {
          sent.push({ from: id, to });
          people.get(to)?.polls.receive({
            kind,
            source: id,
            username,
            privileged: permissions.includes("op"),
            private: true,
            error: "",
            value,
          });
        },
      },
      after: (_delayMs, call) => {
        due.push(call);
        return () => {
          due = due.filter((other) => other !== call);
        };
      },
      random: () => 0.123 * (people.size + 1) % 1,
    });
    const person = { id, polls, reconnecting };
    people.set(id, person);
    members.value = new Map([...members.peek(), [id, me]]);
    return person;
  };
  return {
    groupData,
    sent,
    enter,
    host: (id: string, name = id) => enter(id, name, ["op", "message", "present"]),
    guest: (id: string, name = id) => enter(id, name, ["message"]),
    leave: (id: string) => {
      people.get(id)?.polls.dispose();
      people.delete(id);
      members.value = new Map([...members.peek()].filter(([other]) => other !== id));
    },
    pass: () => due.splice(0).forEach((call) => call()),
  };
}

const QUESTION = { question: "Tea?", answers: ["Yes", "No", "Later"], multiple: false, live: true };

function counts(polls: { result: { value: { counts: readonly number[] } | null } }) {
  return polls.result.value?.counts;
}

Deno.test("a host asks, people vote, and everybody sees the result as it comes", () => {
  const group = createGroup();
  const ada = group.host("ada");
  const ben = group.guest("ben");
  const cat = group.guest("cat");
  ada.polls.ask(QUESTION);
  assertEquals(ben.polls.poll.value?.question, "Tea?");
  assertEquals(ben.polls.result.value, null);
  ben.polls.vote([0]);
  cat.polls.vote([1]);
  assertEquals(counts(ada.polls), [1, 1, 0]);
  assertEquals(ben.polls.result.value, null, "told in a moment");
  group.pass();
  assertEquals(ben.polls.result.value, { counts: [1, 1, 0], voters: 2 });
  cat.polls.vote([0]);
  group.pass();
  assertEquals(counts(cat.polls), [2, 0, 0]);
  assert(group.sent.every(({ to }) => to === "ada"), "votes go to hosts alone");
});

Deno.test("a result that is kept is told at the end, and then nobody votes any more", () => {
  const group = createGroup();
  const ada = group.host("ada");
  const ben = group.guest("ben");
  ada.polls.ask({ ...QUESTION, live: false });
  ben.polls.vote([2]);
  ada.polls.vote([0]);
  group.pass();
  assertEquals([counts(ada.polls), ben.polls.result.value], [[1, 0, 1], null]);
  ada.polls.close();
  assertEquals(counts(ben.polls), [1, 0, 1]);
  ben.polls.vote([1]);
  assertEquals(counts(ada.polls), [1, 0, 1]);
  ada.polls.remove();
  assertEquals(ben.polls.poll.value, null);
});

Deno.test("a host who comes back is told all votes again, and none counts twice", () => {
  const group = createGroup();
  group.host("ada").polls.ask(QUESTION);
  const ben = group.guest("ben");
  const cat = group.guest("cat");
  ben.polls.vote([0]);
  cat.polls.vote([1]);
  group.pass();
  group.leave("ada");
  const back = group.host("ada2", "ada");
  assertEquals(counts(back.polls), [1, 1, 0]);
  group.pass();
  assertEquals(counts(ben.polls), [1, 1, 0]);
});

Deno.test("a voter who comes back under another id has one vote", () => {
  const group = createGroup();
  const ada = group.host("ada");
  ada.polls.ask(QUESTION);
  group.guest("ben").polls.vote([0]);
  group.leave("ben");
  assertEquals(counts(ada.polls), [1, 0, 0], "a vote stays when its voter goes");
  group.guest("ben2", "ben").polls.vote([1]);
  assertEquals(counts(ada.polls), [0, 1, 0]);
  group.guest("other", "ben").polls.vote([1]);
  assertEquals(counts(ada.polls), [0, 2, 0], "two people of one name are two");
});

Deno.test("of several hosts all count, one tells, and another when that one is away", () => {
  const group = createGroup();
  const zoe = group.host("zoe");
  const ada = group.host("ada");
  zoe.polls.ask(QUESTION);
  const ben = group.guest("ben");
  ben.polls.vote([0]);
  assertEquals([counts(zoe.polls), counts(ada.polls)], [[1, 0, 0], [1, 0, 0]]);
  group.leave("zoe");
  ben.polls.vote([1]);
  group.pass();
  assertEquals(counts(ben.polls), [0, 1, 0]);
  ada.polls.close();
  assertEquals(ben.polls.poll.value?.open, false);
});

Deno.test("a new question begins with no votes", () => {
  const group = createGroup();
  const ada = group.host("ada");
  const ben = group.guest("ben");
  ada.polls.ask(QUESTION);
  ben.polls.vote([0]);
  group.guest("cat");
  ada.polls.ask({ ...QUESTION, question: "Coffee?" });
  assertEquals([ben.polls.own.value, counts(ada.polls)], [[], [0, 0, 0]]);
});

Deno.test("who may not write cannot vote", () => {
  const group = createGroup();
  const ada = group.host("ada");
  const eve = group.enter("eve", "eve", []);
  ada.polls.ask(QUESTION);
  assertEquals(eve.polls.canVote.value, false);
  eve.polls.vote([0]);
  assertEquals([counts(ada.polls), group.sent.length], [[0, 0, 0], 0]);
});

Deno.test("while the connection is away nothing is told, and afterwards all", () => {
  const group = createGroup();
  const ada = group.host("ada");
  const ben = group.guest("ben");
  ada.polls.ask(QUESTION);
  ben.reconnecting.value = true;
  ben.polls.vote([0]);
  assertEquals(counts(ada.polls), [0, 0, 0]);
  ben.reconnecting.value = false;
  assertEquals(counts(ada.polls), [1, 0, 0]);
});

Deno.test("a poll or a vote of somebody without the right, or for something else, is ignored", () => {
  const group = createGroup();
  const ada = group.host("ada");
  const ben = group.guest("ben");
  ada.polls.ask(QUESTION);
  const { id } = ada.polls.poll.value!;
  const message = {
    kind: VOTE_KIND,
    source: "ben",
    username: "ben",
    privileged: false,
    private: true,
    error: "",
  };
  const wrong: JsonValue[] = [
    null,
    "0",
    [0],
    { answers: [0] },
    { poll: "another", answers: [0] },
    { poll: id },
    { poll: id, answers: "0" },
    { poll: id, answers: [3] },
    { poll: id, answers: [-1] },
    { poll: id, answers: [0.5] },
    { poll: id, answers: ["0"] },
    { poll: id, answers: [0, 1] },
    { poll: id, answers: Array(50_000).fill(0) },
  ];
  for (const value of wrong) ada.polls.receive({ ...message, value });
  ada.polls.receive({ ...message, source: "nobody", value: { poll: id, answers: [0] } });
  ben.polls.receive({ ...message, source: "ada", value: { poll: id, answers: [0] } });
  ada.polls.receive({ ...message, kind: POLL_KEY, value: { ...QUESTION, id: "x" } });
  assertEquals([counts(ada.polls), ben.polls.poll.value?.id], [[0, 0, 0], id]);
});

Deno.test("hostile words are cut and cleaned, and what is no poll is none", () => {
  const sound = { id: "a", question: "Tea?", answers: ["Yes", "No"], open: true };
  const read = readPoll({ ...sound, question: `<b>${"x".repeat(5000)}</b>\u202e` });
  assertEquals([...read!.question].length, 301);
  assertEquals(readPoll({ ...sound, question: "a\u202eb" })?.question, "a b");
  const wrong: JsonValue[] = [
    null,
    "poll",
    [],
    {},
    { ...sound, id: 1 },
    { ...sound, question: "   " },
    { ...sound, question: "\u202e\u200b" },
    { ...sound, answers: ["Yes"] },
    { ...sound, answers: ["Yes", " "] },
    { ...sound, answers: ["Yes", 7] },
    { ...sound, answers: Array(11).fill("x") },
    { ...sound, answers: { 0: "a", 1: "b" } },
  ];
  for (const value of wrong) assertEquals(readPoll(value), null, JSON.stringify(value));
  const results: JsonValue[] = [
    [1, 2],
    { counts: [1], voters: 1 },
    { counts: [2, 0], voters: 1 },
    { counts: [-1, 0], voters: 1 },
    { counts: ["1", 0], voters: 1 },
    { counts: [1, 0], voters: 1e9 },
  ];
  for (const result of results) assertEquals(readPoll({ ...sound, result })?.result, null);
});

Deno.test("several answers are taken where that is asked, each once", () => {
  const poll = { answers: ["a", "b", "c"], multiple: true } as unknown as Poll;
  assertEquals(readChoice([2, 0, 2], poll), [0, 2]);
  let votes: Votes = new Map();
  const present = new Set(["x", "y"]);
  votes = castVote(votes, { id: "x", username: "" }, [0, 2], present);
  votes = castVote(votes, { id: "y", username: "" }, [2], present);
  assertEquals(resultOf(votes, poll), { counts: [1, 0, 2], voters: 2 });
  votes = castVote(votes, { id: "x", username: "" }, [], present);
  assertEquals(resultOf(votes, poll), { counts: [0, 0, 1], voters: 1 });
});
