/**
 * The attendance list: who was there from when to when, as a host's own page sees it. It stays in that host's browser tab, over reloads;
 * everybody in the group can see that it is kept, and by whom.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { JsonValue } from "../../../server/messages.ts";
import type { Client } from "../../client/client.ts";
import type { Environment } from "../../client/connection.ts";
import type { TabStorage } from "../../client/tickets.ts";
import { endStays, followStays, readStays, type Stays } from "./stays.ts";
import { readLine, readObject } from "./untrusted.ts";

/** The key in the group's data. */
export const ATTENDANCE_KEY = "lectern-attendance";

/** After a join the members arrive one by one; by then all are there, in milliseconds. */
const ROSTER_MS = 4000;

/** Changes are looked at so often at most, in milliseconds. */
const FOLLOW_MS = 1000;

/** The attendance list of the group. */
export interface Attendance {
  /** Name of the host who keeps a list, to be seen by everybody; null if nobody does. */
  readonly keeper: ReadonlySignal<string | null>;
  /** Whether it is us. */
  readonly keeping: ReadonlySignal<boolean>;
  /** What there is of it on this page, also when it has ended. */
  readonly stays: ReadonlySignal<Stays>;
  start(): void;
  stop(): void;
  /** Forgets what there is. */
  clear(): void;
  dispose(): void;
}

/** What the list needs. */
export interface AttendanceOptions {
  readonly client: Pick<Client, "setGroupData"> & {
    readonly session: Pick<
      Client["session"],
      "groupData" | "members" | "self" | "phase" | "reconnecting" | "group" | "may"
    >;
  };
  /** The group whose list it is; who goes on to a subgroup looks away from it. */
  readonly home: string;
  /** Whether people are away who belong here: nobody's going means anything then. */
  readonly scattered: ReadonlySignal<boolean>;
  readonly storage: TabStorage | null;
  readonly after: Environment["after"];
  /** Unix time in milliseconds. */
  nowMs(): number;
}

/** Longest name of a host. */
const MOST_LETTERS = 512;

/** Who keeps a list, as the group's data says. */
function readKeeper(value: JsonValue | undefined): string | null {
  return readLine(readObject(value)?.["by"], MOST_LETTERS);
}

/** Whether that is the host's name, as far as it can be seen. */
function isKeeper(keeper: string | null, { username }: { readonly username: string }): boolean {
  return keeper !== null && readLine(username, MOST_LETTERS) === keeper;
}

/** Takes up what an earlier page of this tab has left. */
export function createAttendance(options: AttendanceOptions): Attendance {
  const { client: { session, setGroupData }, home, scattered, storage, after, nowMs } = options;
  const key = `lectern.attendance.${home}`;
  const stays = signal(load(storage, key));
  const said = computed(() => readKeeper(session.groupData.value[ATTENDANCE_KEY]));
  const atHome = computed(() => session.phase.value === "room" && session.group.value === home);
  // A host who has gone keeps nothing any more, whatever the data says.
  const keeper = computed(() => {
    const by = said.value;
    const isThere = [...session.members.value.values()].some((member) =>
      isKeeper(by, member) && member.permissions.includes("op")
    );
    return atHome.value && isThere ? by : null;
  });
  const keeping = computed(() => session.may("op") && isKeeper(keeper.value, session.self.value));
  const watching = computed(() => keeping.value && !session.reconnecting.value && !scattered.value);

  const note = (next: Stays) => {
    stays.value = next;
    save(storage, key, next);
  };
  const look = () => note(followStays(stays.peek(), session.members.peek().values(), nowMs()));

  const endings = [
    effect(() => {
      if (!watching.value) return;
      let cancel = () => {};
      let settled = false;
      let due = false;
      const later = (delayMs: number) => {
        due = true;
        cancel = after(delayMs, () => {
          due = false;
          settled = true;
          look();
        });
      };
      later(ROSTER_MS);
      const stop = effect(() => {
        void session.members.value;
        if (settled && !due) later(FOLLOW_MS);
      });
      return () => {
        stop();
        cancel();
      };
    }),
  ];

  return {
    keeper,
    keeping,
    stays,
    start: () => {
      note([]);
      setGroupData({ [ATTENDANCE_KEY]: { by: session.self.peek().username } });
      look();
    },
    stop: () => {
      if (keeping.peek()) note(endStays(stays.peek(), nowMs()));
      setGroupData({ [ATTENDANCE_KEY]: null });
    },
    clear: () => {
      stays.value = [];
      try {
        storage?.removeItem(key);
      } catch {
        // Then nothing was kept.
      }
    },
    dispose: () => endings.forEach((end) => end()),
  };
}

function load(storage: TabStorage | null, key: string): Stays {
  try {
    return readStays(JSON.parse(storage?.getItem(key) ?? "[]"));
  } catch {
    return [];
  }
}

function save(storage: TabStorage | null, key: string, stays: Stays): void {
  try {
    storage?.setItem(key, JSON.stringify(stays));
  } catch {
    // A browser that stores nothing keeps the list as long as the page.
  }
}
