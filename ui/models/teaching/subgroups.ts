/**
 * Automatic subgroups: a host sends people there and calls them back, and whoever is sent goes. Who belongs where stands in the
 * data of the group above, so that people who come back find their place; what is asked of a client comes as a message that counts
 * only from hosts.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { JsonValue } from "../../../server/messages.ts";
import type { Client } from "../../client/client.ts";
import type { Environment } from "../../client/connection.ts";
import type { ServerSubgroups } from "../../client/extension_messages.ts";
import { actOnGroup } from "../../client/group_action.ts";
import { isGroupName } from "../../client/group_name.ts";
import type { Member } from "../../client/members.ts";
import type { Problem } from "../../client/problem.ts";
import type { UserMessage } from "../../client/user_messages.ts";
import { MOST_GROUPS } from "./split.ts";
import { readInteger, readObject } from "./untrusted.ts";

/** The key in the data of the group above. */
export const SUBGROUPS_KEY = "lectern-subgroups";

/** The kind of message by which a client is asked to go. */
export const MOVE_KIND = "lectern-move";

/** The longest countdown, in seconds. */
const MOST_SECONDS = 3600;

/** Longest names, of a subgroup and of a person. */
const MOST_LETTERS = 200;
const MOST_NAME_LETTERS = 512;
const MOST_PEOPLE = 2000;

/** A subgroup and who belongs to it, by name. */
export interface Assignment {
  /** Its name below the group above. */
  readonly name: string;
  readonly people: readonly string[];
}

/** Who belongs where. */
export interface Plan {
  /** Whether people are to be there now; else it is how it was the last time. */
  readonly open: boolean;
  readonly groups: readonly Assignment[];
}

/** That we are about to be taken somewhere. */
export interface Countdown {
  /** The whole name of the group. */
  readonly to: string;
  readonly seconds: number;
}

/** Whom a host sends where. */
export interface Dispatch {
  readonly name: string;
  readonly people: readonly Pick<Member, "id" | "username">[];
}

/** Subgroups. */
export interface Subgroups {
  /** The subgroup that we are in, by its name below the group above; null there. */
  readonly here: ReadonlySignal<string | null>;
  readonly plan: ReadonlySignal<Plan | null>;
  /** Whether people are away in subgroups who belong to the group above. */
  readonly scattered: ReadonlySignal<boolean>;
  readonly countdown: ReadonlySignal<Countdown | null>;
  /** Back to the group above. */
  goHome(): void;
  /** To a subgroup of our own choice. */
  visit(name: string): void;
  /** Does now what is counted down to. */
  goNow(): void;
  /** Whether the server has what hosts need for all that follows, and we are one in the group above. */
  readonly mayLead: ReadonlySignal<boolean>;
  /** Who is where, as far as we have asked. */
  readonly overview: ReadonlySignal<ServerSubgroups["groups"]>;
  refresh(): void;
  /** Sends people to subgroups, beside those who are there already. `wordsOf` gives the words for programs that do not go by themselves. */
  send(groups: readonly Dispatch[], wordsOf: (to: string) => string): void;
  /** Calls everybody back in so many seconds. */
  recall(seconds: number, words: string): void;
  /** Shows a text to everybody in the subgroups. */
  tellAll(words: string): void;
  /** Takes a message of another client. */
  receive(message: UserMessage): void;
  dispose(): void;
}

/** What happens by itself, to be told to the person. */
export interface SubgroupEvents {
  /** A host has us go to a group, now or in a moment. */
  sent(to: string, seconds: number): void;
  /** We were not let in there. */
  turnedBack(to: string, problem: Problem): void;
}

/** What subgroups need. */
export interface SubgroupsOptions {
  readonly client: Pick<Client, "setGroupData" | "on"> & {
    readonly session: Pick<
      Client["session"],
      "groupData" | "self" | "phase" | "group" | "reconnecting" | "may" | "move"
    >;
    readonly connection: Pick<Client["connection"], "send" | "extended">;
  };
  /** The group above, for which the page was opened. */
  readonly home: string;
  readonly events: SubgroupEvents;
  readonly after: Environment["after"];
  readonly nowMs: Environment["nowMs"];
}

/** Reads the group's data; null for what is no plan. */
export function readPlan(value: JsonValue | undefined): Plan | null {
  const fields = readObject(value);
  const groups = fields?.["groups"];
  if (fields === null || !Array.isArray(groups) || groups.length > MOST_GROUPS) return null;
  const read = groups.map(readAssignment);
  return read.every((one) => one !== null) ? { open: fields["open"] === true, groups: read } : null;
}

function readAssignment(value: JsonValue): Assignment | null {
  const fields = readObject(value);
  const name = fields?.["name"];
  const people = fields?.["people"];
  if (typeof name !== "string" || !isSubgroupName(name)) return null;
  if (!Array.isArray(people) || people.length > MOST_PEOPLE) return null;
  const names = people.filter((one) => typeof one === "string" && one.length <= MOST_NAME_LETTERS);
  return { name, people: names.map(String) };
}

/** Whether a subgroup can be called so. */
function isSubgroupName(name: string): boolean {
  return name.length <= MOST_LETTERS && !name.includes("/") && isGroupName(name);
}

/** Follows the group's data, and goes where hosts want. */
export function createSubgroups(options: SubgroupsOptions): Subgroups {
  const { client, home, events, after, nowMs } = options;
  const { session, connection } = client;
  const json = computed(() => JSON.stringify(session.groupData.value[SUBGROUPS_KEY] ?? null));
  const read = computed(() => readPlan(JSON.parse(json.value)));
  const atHome = computed(() => session.group.value === home);
  const plan = computed(() => atHome.value ? read.value : null);
  const countdown = signal<Countdown | null>(null);
  const overview = signal<ServerSubgroups["groups"]>([]);
  let cancel = () => {};
  /** Whoever has gone back is not sent again at each return. */
  let declined = false;

  const isOfFamily = (name: string) =>
    name === home ||
    name.startsWith(`${home}/`) && isGroupName(name) && name.length <= home.length + MOST_LETTERS;

  const stopCountdown = () => {
    cancel();
    countdown.value = null;
  };
  const go = (to: string) => {
    stopCountdown();
    return session.move(to);
  };
  const countDown = (to: string, seconds: number) => {
    stopCountdown();
    const endMs = nowMs() + seconds * 1000;
    const tick = () => {
      const leftMs = endMs - nowMs();
      // Without a connection nobody goes anywhere; it is tried as soon as there is one.
      if (leftMs <= 0 && (go(to) || session.group.peek() === to)) return;
      countdown.value = { to, seconds: Math.max(0, Math.ceil(leftMs / 1000)) };
      cancel = after(leftMs > 0 ? leftMs % 1000 + 5 : 1000, tick);
    };
    tick();
  };

  /** Where we belong, as the plan says; null for nowhere else. */
  const placeOf = (): string | null => {
    const { username } = session.self.peek();
    const now = read.peek();
    if (username === "" || now === null || !now.open || session.may("op")) return null;
    const group = now.groups.find(({ people }) => people.includes(username));
    return group === undefined ? null : `${home}/${group.name}`;
  };

  const act = (kind: string, value?: JsonValue) => actOnGroup(client, kind, value);
  const store = (value: Plan | null) => {
    client.setGroupData({
      [SUBGROUPS_KEY]: value === null ? null : {
        open: value.open,
        groups: value.groups.map(({ name, people }) => ({ name, people: [...people] })),
      },
    });
  };

  const endings = [
    client.on("joined", () => {
      if (session.group.peek() !== home || declined) return;
      const place = placeOf();
      if (place === null) return;
      events.sent(place, 0);
      go(place);
    }),
    client.on("turnedBack", ({ from, problem }) => {
      // Whoever is not let in where the plan wants it would be sent there again and again.
      declined = true;
      events.turnedBack(from, problem);
    }),
    client.on("left", () => {
      stopCountdown();
      declined = false;
    }),
    client.on("subgroups", (groups) => {
      overview.value = groups;
    }),
    effect(() => {
      // Without any plan nothing is known yet.
      if (atHome.value && read.value?.open === false) declined = false;
    }),
    () => cancel(),
  ];

  return {
    here: computed(() => {
      const name = session.group.value;
      return name.startsWith(`${home}/`) ? name.slice(home.length + 1) : null;
    }),
    plan,
    scattered: computed(() => plan.value?.open === true),
    countdown,
    goHome: () => {
      declined = true;
      go(home);
    },
    visit: (name) => void go(`${home}/${name}`),
    goNow: () => {
      const wanted = countdown.peek();
      if (wanted !== null) go(wanted.to);
    },
    mayLead: computed(() =>
      atHome.value && session.phase.value === "room" && session.may("op") &&
      connection.extended.value
    ),
    overview,
    refresh: () => act("listsubgroups"),
    send: (groups, wordsOf) => {
      const before = read.peek();
      const fresh = new Set(groups.flatMap(({ people }) => people.map(({ username }) => username)));
      // Who is there already stays, unless sent elsewhere now.
      const kept = before?.open === true ? before.groups : [];
      const names = new Set([...kept, ...groups].map(({ name }) => name));
      store({
        open: true,
        groups: [...names].map((name) => ({
          name,
          people: [
            ...kept.find((one) => one.name === name)?.people.filter((one) => !fresh.has(one)) ?? [],
            ...groups.filter((one) => one.name === name)
              .flatMap(({ people }) => people.map(({ username }) => username))
              .filter((username) => username !== ""),
          ],
        })),
      });
      for (const { name, people } of groups) {
        if (people.length === 0) continue;
        const to = `${home}/${name}`;
        act("movepeople", { to, people: people.map(({ id }) => id), text: wordsOf(to) });
      }
    },
    recall: (seconds, words) => {
      const now = read.peek();
      if (now !== null) store({ ...now, open: false });
      act("movepeople", { to: home, seconds, text: words });
    },
    tellAll: (words) => act("tellsubgroups", words),
    receive: ({ kind, privileged, value }) => {
      if (kind !== MOVE_KIND || !privileged) return;
      const fields = readObject(value);
      const to = fields?.["group"];
      const seconds = readInteger(fields?.["seconds"] ?? 0, 0, MOST_SECONDS);
      if (typeof to !== "string" || seconds === null || !isOfFamily(to)) return;
      if (to === session.group.peek()) return;
      declined = false;
      events.sent(to, seconds);
      countDown(to, seconds);
    },
    dispose: () => endings.forEach((end) => end()),
  };
}
