/**
 * Polls. Hosts ask by the group's data, which nobody else can set; votes go as messages to all hosts, so that no other participant
 * sees them; the host who asked tells the result by the group's data, or another host while that one is away. A host who comes
 * back is told all votes again, by those who have cast them.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Client } from "../../client/client.ts";
import type { Environment } from "../../client/connection.ts";
import type { UserMessage } from "../../client/user_messages.ts";
import {
  castVote,
  type Poll,
  readChoice,
  readPoll,
  type Result,
  resultOf,
  type Votes,
  writePoll,
} from "./poll_data.ts";
import { readObject } from "./untrusted.ts";

/** The key in the group's data. */
export const POLL_KEY = "lectern-poll";

/** The kind of message that carries a vote. */
export const VOTE_KIND = "lectern-vote";

/** Results that everybody sees are told so often at most, in milliseconds: everybody gets all of the group's data each time. */
const TELL_MS = 1500;

/** What a host asks. */
export interface Question {
  readonly question: string;
  readonly answers: readonly string[];
  readonly multiple: boolean;
  readonly live: boolean;
}

/** The poll of the group. */
export interface Polls {
  /** Null where there is none. */
  readonly poll: ReadonlySignal<Poll | null>;
  /** What we may see of the result: hosts all of it at any time, others what is told. */
  readonly result: ReadonlySignal<Result | null>;
  /** What we have chosen. */
  readonly own: ReadonlySignal<readonly number[]>;
  /** Whether we can vote: it takes the right to send messages. */
  readonly canVote: ReadonlySignal<boolean>;
  /** Chooses answers by their places; none takes the vote back. */
  vote(answers: readonly number[]): void;
  /** For hosts, as all that follows: asks. What asked before is gone. */
  ask(question: Question): void;
  /** Ends the vote and shows everybody the result. */
  close(): void;
  /** Takes the poll away. */
  remove(): void;
  /** Takes a message of another client. */
  receive(message: UserMessage): void;
  dispose(): void;
}

/** What polls need. */
export interface PollsOptions {
  readonly client:
    & Pick<Client, "setGroupData" | "tell">
    & {
      readonly session: Pick<
        Client["session"],
        "groupData" | "members" | "self" | "reconnecting" | "may"
      >;
    };
  readonly after: Environment["after"];
  readonly random: Environment["random"];
}

/** Follows the group's data. */
export function createPolls({ client, after, random }: PollsOptions): Polls {
  const { session } = client;
  // Most changes of the group's data are not about it.
  const json = computed(() => JSON.stringify(session.groupData.value[POLL_KEY] ?? null));
  const poll = computed(() => readPoll(JSON.parse(json.value)));
  const pollId = computed(() => poll.value?.id ?? "");
  const isHost = computed(() => session.may("op"));
  const hosts = computed(() =>
    [...session.members.value.values()].filter(({ permissions }) => permissions.includes("op"))
  );
  const votes = signal<Votes>(new Map());
  const own = signal<readonly number[]>([]);
  let told = new Map<string, string>();

  /** The host whose program tells the result: the one who asked, or else any that all agree upon. */
  const teller = computed(() => {
    const by = poll.value?.by ?? "";
    const asker = hosts.value.find(({ username }) => username !== "" && username === by);
    return asker?.id ?? hosts.value.map(({ id }) => id).sort()[0] ?? "";
  });
  const store = (value: Poll | null) =>
    client.setGroupData({ [POLL_KEY]: value === null ? null : writePoll(value) });

  /** Tells every host once, and each that comes. */
  const tellHosts = () => {
    const asked = poll.value;
    const { id: ownId } = session.self.value;
    if (asked === null || !asked.open || session.reconnecting.value) return;
    const choice = JSON.stringify(own.value);
    for (const { id } of hosts.value) {
      const known = told.get(id) ?? "[]";
      if (id === ownId || known === choice) continue;
      told.set(id, choice);
      client.tell(VOTE_KIND, { poll: asked.id, answers: [...own.value] }, { to: id });
    }
  };

  let waiting = false;
  let cancel = () => {};
  const tellResult = () => {
    const asked = poll.value;
    if (asked === null || !asked.open || !asked.live || !isHost.value) return;
    if (teller.value !== session.self.value.id || session.reconnecting.value) return;
    const result = resultOf(votes.value, asked);
    if (JSON.stringify(result) === JSON.stringify(asked.result) || waiting) return;
    // Who has just come back waits for the votes.
    waiting = true;
    cancel = after(TELL_MS, () => {
      waiting = false;
      const now = poll.peek();
      if (now?.id === asked.id && now.open) store({ ...now, result: resultOf(votes.peek(), now) });
    });
  };

  const endings = [
    effect(() => {
      void pollId.value;
      votes.value = new Map();
      own.value = [];
      told = new Map();
    }),
    effect(tellHosts),
    effect(tellResult),
    () => cancel(),
  ];

  const isVoter = () => session.may("message") || session.may("op");
  return {
    poll,
    result: computed(() => {
      const asked = poll.value;
      if (asked === null) return null;
      return isHost.value && asked.open ? resultOf(votes.value, asked) : asked.result;
    }),
    own,
    canVote: computed(isVoter),
    vote: (answers) => {
      const asked = poll.peek();
      const choice = asked?.open === true && isVoter() ? readChoice([...answers], asked) : null;
      if (choice === null) return;
      own.value = choice;
      if (!session.may("op")) return;
      votes.value = castVote(votes.peek(), session.self.peek(), choice, session.members.peek());
    },
    ask: (question) => {
      const id = Math.floor(random() * 2 ** 32).toString(36);
      const by = session.self.peek().username;
      const asked = readPoll(writePoll({ ...question, id, by, open: true, result: null }));
      if (asked !== null) store(asked);
    },
    close: () => {
      const asked = poll.peek();
      if (asked === null) return;
      store({ ...asked, open: false, result: resultOf(votes.peek(), asked) });
    },
    remove: () => store(null),
    receive: ({ kind, source, value }) => {
      const asked = poll.peek();
      if (kind !== VOTE_KIND || asked === null || !asked.open || !session.may("op")) return;
      const fields = readObject(value);
      const voter = session.members.peek().get(source);
      const choice = fields === null || fields["poll"] !== asked.id
        ? null
        : readChoice(fields["answers"], asked);
      if (choice === null || voter === undefined) return;
      votes.value = castVote(votes.peek(), voter, choice, session.members.peek());
    },
    dispose: () => endings.forEach((end) => end()),
  };
}
