import { signal } from "@preact/signals";
import { assert, assertEquals } from "../../../tests/assert.ts";
import { createPlayedTime } from "../../../tests/played_time.ts";
import type { Data } from "../../../server/messages.ts";
import type { Member, Members } from "../../client/members.ts";
import type { Phase } from "../../client/session.ts";
import type { TabStorage } from "../../client/tickets.ts";
import { ATTENDANCE_KEY, createAttendance } from "./attendance.ts";
import { followStays, readStays, sheetTime, type Stays, staysToCsv } from "./stays.ts";

const NOW = Date.UTC(2026, 0, 2, 9, 0, 0);
const MINUTE = 60_000;

function person(id: string, username = id, permissions: readonly string[] = []): Member {
  return { id, username, permissions, data: {} };
}

const ADA = person("ada", "Ada", ["op"]);

function createWorld(storage: TabStorage | null = null, self = ADA) {
  const groupData = signal<Data>({});
  const members = signal<Members>(new Map());
  const phase = signal<Phase>("room");
  const reconnecting = signal(false);
  const scattered = signal(false);
  const group = signal("lecture");
  const { nowMs, after, pass } = createPlayedTime(NOW);
  const attendance = createAttendance({
    client: {
      session: {
        groupData,
        members,
        self: signal(self),
        phase,
        reconnecting,
        group,
        may: (right) => self.permissions.includes(right),
      },
      setGroupData: (part) => {
        groupData.value = Object.fromEntries(
          Object.entries({ ...groupData.peek(), ...part }).filter(([, value]) => value !== null),
        );
      },
    },
    home: "lecture",
    scattered,
    storage,
    after,
    nowMs,
  });
  return {
    attendance,
    groupData,
    reconnecting,
    scattered,
    group,
    are: (...people: readonly Member[]) => {
      members.value = new Map([self, ...people].map((one) => [one.id, one]));
    },
    pass,
    /** Names with the minutes from which to which they were there. */
    told: () =>
      attendance.stays.value.map(({ username, fromMs, untilMs }) => {
        const minutes = (ms: number | null) => ms === null ? "" : Math.round((ms - NOW) / MINUTE);
        return `${username} ${minutes(fromMs)}-${minutes(untilMs)}`;
      }),
  };
}

function createStorage(): TabStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

Deno.test("a host whose name has signs that are not seen keeps a list as any", () => {
  const odd = person("ada", "Ada  \u200b Byron", ["op"]);
  const { attendance, are } = createWorld(null, odd);
  are();
  attendance.start();
  assertEquals([attendance.keeper.value, attendance.keeping.value], ["Ada Byron", true]);
});

Deno.test("a host's page notes who is there from when to when", () => {
  const { attendance, are, pass, told } = createWorld();
  are(person("ben", "Ben"));
  attendance.start();
  pass(10 * MINUTE);
  are(person("ben", "Ben"), person("cat", "Cat"));
  pass(10 * MINUTE);
  are(person("cat", "Cat"));
  pass(10 * MINUTE);
  attendance.stop();
  assertEquals(told(), ["Ada 0-30", "Ben 0-20", "Cat 10-30"]);
  are();
  pass(MINUTE);
  assertEquals(told().length, 3, "it has ended");
});

Deno.test("who is back soon has never gone; who stays away longer has two stays", () => {
  const { attendance, are, pass, told } = createWorld();
  are(person("ben", "Ben"));
  attendance.start();
  pass(10 * MINUTE);
  are();
  pass(MINUTE);
  are(person("ben2", "Ben"));
  pass(10 * MINUTE);
  are();
  pass(5 * MINUTE);
  are(person("ben3", "Ben"));
  pass(MINUTE);
  assertEquals(told(), ["Ada 0-", "Ben 0-21", "Ben 26-"]);
});

Deno.test("a loss of the host's own connection, and people in subgroups, make nobody leave", () => {
  const { attendance, are, pass, told, reconnecting, scattered } = createWorld();
  are(person("ben", "Ben"));
  attendance.start();
  pass(10 * MINUTE);
  reconnecting.value = true;
  are();
  pass(2 * MINUTE);
  reconnecting.value = false;
  are();
  pass(2000);
  are(person("ben", "Ben"));
  pass(MINUTE);
  scattered.value = true;
  are();
  pass(20 * MINUTE);
  scattered.value = false;
  are(person("ben9", "Ben"));
  pass(MINUTE);
  assertEquals(told(), ["Ada 0-", "Ben 0-"]);
});

Deno.test("a reload of the page loses nothing, and another group has a list of its own", () => {
  const storage = createStorage();
  const before = createWorld(storage);
  before.are(person("ben", "Ben"));
  before.attendance.start();
  before.pass(MINUTE);
  const after = createWorld(storage);
  after.groupData.value = before.groupData.value;
  after.are(person("ben", "Ben"));
  after.pass(10_000);
  assertEquals(after.told(), ["Ada 0-", "Ben 0-"]);
  assertEquals([...storage.kept.keys()], ["lectern.attendance.lecture"]);
  after.attendance.clear();
  assertEquals([after.told(), storage.kept.size], [[], 0]);
});

Deno.test("everybody sees that a list is kept and by whom, as long as that host is there", () => {
  const ben = person("ben", "Ben");
  const { attendance, groupData, are } = createWorld(null, ben);
  groupData.value = { [ATTENDANCE_KEY]: { by: "Ada" } };
  are();
  assertEquals(attendance.keeper.value, null);
  are(person("x", "Ada"));
  assertEquals(attendance.keeper.value, null, "that one is no host");
  are(ADA);
  assertEquals([attendance.keeper.value, attendance.keeping.value], ["Ada", false]);
  for (const value of [null, "Ada", 1, [], {}, { by: 1 }, { by: "" }]) {
    groupData.value = { [ATTENDANCE_KEY]: value };
    assertEquals(attendance.keeper.value, null, JSON.stringify(value));
  }
});

Deno.test("a browser that stores nothing keeps the list as long as the page", () => {
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  const { attendance, are, told } = createWorld({
    getItem: refuse,
    setItem: refuse,
    removeItem: refuse,
  });
  are();
  attendance.start();
  assertEquals(told(), ["Ada 0-"]);
  attendance.clear();
  assertEquals(told(), []);
});

const WORDS = { columns: ["Name", "From", "Until", "Minutes"], anonymous: "Somebody" } as const;

/** The cells of the first column. */
function names(...usernames: readonly string[]): string[] {
  const stays = usernames.map((username) => ({ id: "", username, fromMs: NOW, untilMs: null }));
  const csv = staysToCsv(stays, NOW, WORDS, () => "t");
  const lines = csv.split("\r\n");
  assertEquals(lines.length, usernames.length + 2, "a line for each");
  return lines.slice(1, -1).map((line) => line.slice(0, line.indexOf(',"t"')));
}

Deno.test("the file has a line for each stay", () => {
  const stays: Stays = [
    { id: "a", username: "Ada", fromMs: NOW, untilMs: NOW + 90 * MINUTE },
    { id: "b", username: "", fromMs: NOW + MINUTE, untilMs: null },
  ];
  const clock = (ms: number) => `+${(ms - NOW) / MINUTE}`;
  assertEquals(
    staysToCsv(stays, NOW + 31 * MINUTE, WORDS, (ms) => clock(ms).replace("+", "m")),
    '\ufeff"Name","From","Until","Minutes"\r\n"Ada","m0","m90","90"\r\n"Somebody","m1","","30"\r\n',
  );
  assert(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(sheetTime(NOW)));
});

Deno.test("no name is taken for a formula, for cells, or for lines", () => {
  assertEquals(names('=HYPERLINK("http://x","y")'), [`"'=HYPERLINK(""http://x"",""y"")"`]);
  for (
    const sign of ["+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u200b=1", "＝1", "|cmd", "%0"]
  ) {
    assert(names(sign)[0]!.startsWith(`"'`), sign);
  }
  assertEquals(names("a\r\nb,c;d"), ['"a b,c;d"']);
  assertEquals(names("Ada-Mary = me"), ['"Ada-Mary = me"']);
  assertEquals(names('"'), ['""""']);
});

Deno.test("a crowd that comes and goes does not fill the tab, and foreign data is no list", () => {
  let stays: Stays = [];
  for (let n = 0; n < 60; n++) {
    const crowd = Array.from({ length: 100 }, (_, i) => person(`${n} ${i}`, `name ${n} ${i}`));
    stays = followStays(stays, crowd, NOW + n * 10 * MINUTE);
  }
  assertEquals(stays.length, 5000);
  assertEquals(readStays("x"), []);
  const sound = { id: "a", username: "Ada", fromMs: 1, untilMs: null };
  const wrong = [null, 1, [], { ...sound, id: 1 }, { ...sound, fromMs: "x" }, { username: "b" }];
  assertEquals(readStays([...wrong, sound]), [sound]);
});
