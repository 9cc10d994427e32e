/**
 * What hosts teach with: the lobby, a timer, polls, an attendance list, subgroups, and handing over; and what is told of them.
 * @module
 */
import { effect, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Client } from "../client/client.ts";
import type { Environment } from "../client/connection.ts";
import { pathOfGroup } from "../client/group_name.ts";
import type { Lobby } from "../client/lobby.ts";
import type { Member } from "../client/members.ts";
import type { TabStorage } from "../client/tickets.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";
import type { Panel } from "./app.ts";
import type { Dialog } from "./dialog.ts";
import type { Notices } from "./notices.ts";
import type { Sounds } from "./sounds.ts";
import { type Attendance, createAttendance } from "./teaching/attendance.ts";
import { handOver } from "./teaching/hand_over.ts";
import { createPolls, type Polls } from "./teaching/poll.ts";
import { createSubgroups, type Subgroups } from "./teaching/subgroups.ts";
import { createTimer, type Timer } from "./teaching/timer.ts";

/** The models. */
export interface Teaching {
  readonly lobby: Lobby;
  readonly timer: Timer;
  readonly polls: Polls;
  readonly attendance: Attendance;
  readonly subgroups: Subgroups;
  /** Makes somebody host in one's own place, and tells what has come of it. */
  handOver(member: Member): void;
  /** What to call a group in a sentence, by its whole name. */
  nameOf(group: string): string;
  /** The address of a group's page. */
  addressOf(group: string): string;
}

/** What they need. */
export interface TeachingOptions {
  readonly client: Client;
  readonly environment: Environment;
  readonly notices: Notices;
  readonly sounds: Sounds;
  readonly panel: Signal<Panel | null>;
  readonly dialog: Signal<Dialog | null>;
  /** The group for which the page was opened. */
  readonly home: string;
  /** The address of the server, or of any of its pages. */
  readonly server: string;
  /** What is remembered as long as the tab is there; null for nothing. */
  readonly tab: TabStorage | null;
}

/** Makes the models, and has them hear what is for them. The function ends that. */
export function createTeaching(options: TeachingOptions): readonly [Teaching, () => void] {
  const { client, environment, notices, sounds, panel, dialog, home, server } = options;
  const { after, nowMs, random } = environment;
  const { session, lobby } = client;
  const nameOf = (group: string) =>
    group.startsWith(`${home}/`)
      ? text.subgroups.name(shownName(group.slice(home.length + 1)))
      : text.subgroups.main;

  const timer = createTimer({
    client,
    clock: client.clock,
    after,
    ended: () => {
      notices.show("info", text.timer.over);
      sounds.note("timer");
    },
  });
  const polls = createPolls({ client, after, random });
  const subgroups = createSubgroups({
    client,
    home,
    events: {
      sent: (to, seconds) => {
        if (seconds === 0) notices.show("info", text.subgroups.sent(nameOf(to)));
        else notices.announce(text.subgroups.calledBack);
      },
      turnedBack: (to) => notices.show("error", text.subgroups.turnedBack(nameOf(to))),
    },
    after,
    nowMs,
  });
  const attendance = createAttendance({
    client,
    home,
    scattered: subgroups.scattered,
    storage: options.tab,
    after,
    nowMs: client.clock.nowMs,
  });

  const endings = [
    client.on("userMessage", (message) => {
      polls.receive(message);
      subgroups.receive(message);
    }),
    tellKnocks({ lobby, notices, sounds, panel }),
    tellPolls(polls, (sentence) => {
      const answer = () => {
        dialog.value = { type: "poll" };
      };
      notices.show("info", sentence, { label: text.poll.answer, perform: answer });
    }, () => session.may("op")),
    tellAttendance(attendance, notices),
    ...[timer, polls, subgroups, attendance].map((model) => model.dispose),
  ];
  const teaching: Teaching = {
    lobby,
    timer,
    polls,
    attendance,
    subgroups,
    handOver: (member) => {
      const name = shownName(member.username);
      void handOver({ moderation: client.moderation, session, after }, member).then((done) => {
        if (done) notices.show("info", text.handOver.done(name));
        else notices.show("error", text.handOver.failed(name));
      });
    },
    nameOf,
    addressOf: (group) => new URL(pathOfGroup(group), server).href,
  };
  return [teaching, () => endings.forEach((end) => end())];
}

interface Knocks {
  readonly lobby: Lobby;
  readonly notices: Notices;
  readonly sounds: Sounds;
  readonly panel: Signal<Panel | null>;
}

/** Tells hosts who has come to the door, one by name, several by their number, unless they look at the list. */
function tellKnocks({ lobby, notices, sounds, panel }: Knocks): () => void {
  let known: ReadonlySet<string> = new Set();
  let told = 0;
  let sentence = "";
  return effect(() => {
    const people = lobby.people.value;
    const seen = panel.value === "members";
    // Who comes back after a loss of the connection has another id, and has been told already.
    const fresh = people.filter(({ id }) => !known.has(id));
    known = new Set(people.map(({ id }) => id));
    const old = notices.shown.peek().find((notice) => notice.text === sentence);
    const isNews = fresh.length > 0;
    if (old !== undefined && (isNews || seen || people.length < told)) notices.dismiss(old.id);
    if (!isNews) return;
    told = people.length;
    sounds.note("waiting");
    const [only] = people;
    const single = people.length === 1 && only !== undefined;
    sentence = single
      ? text.lobby.knocks(shownName(only.username))
      : text.lobby.count(people.length);
    if (seen) notices.announce(sentence);
    else if (single) {
      const perform = () => lobby.admit(only);
      notices.show("info", sentence, { label: text.lobby.letIn, perform });
    } else {
      const perform = () => panel.value = "members";
      notices.show("info", sentence, { label: text.lobby.show, perform });
    }
  });
}

/** Tells everybody but hosts that there is a question. */
function tellPolls(
  { poll }: Polls,
  tell: (sentence: string) => void,
  isHost: () => boolean,
): () => void {
  let known = "";
  return effect(() => {
    const asked = poll.value;
    if (asked === null || !asked.open || asked.id === known) return;
    known = asked.id;
    if (!isHost()) tell(text.poll.asked(asked.by, asked.question));
  });
}

/** Tells everybody once that a list is kept, and what becomes of it. */
function tellAttendance(
  { keeper, keeping }: { keeper: ReadonlySignal<string | null>; keeping: ReadonlySignal<boolean> },
  notices: Notices,
): () => void {
  let known: string | null = null;
  return effect(() => {
    const by = keeper.value;
    if (by === known || by === null) return;
    known = by;
    if (!keeping.peek()) notices.show("info", text.attendance.notice(by));
  });
}
