/**
 * Raised hands, in the order in which they were raised.
 *
 * A hand is Galène's `raisehand` in the member's own data. Beside it stands `lectern-raised`: a number that is one more than the
 * greatest that the person saw when raising the hand. No clock has a part in that, so that wrong ones do no harm, and everybody
 * gets the same order from the same data, also who comes later. Of two who raise their hands at the same moment, the ids decide.
 *
 * A hand without a number comes from another program. Who sees it being raised puts it behind those that are up; who comes
 * later cannot know, and puts it last.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Client } from "../client/client.ts";
import { hasRaisedHand, type Member, type Members } from "../client/members.ts";
import type { UserMessage } from "../client/user_messages.ts";

/** The key of the number in the member's own data. */
const RAISED_KEY = "lectern-raised";

/** The kind of message by which a host asks somebody, or everybody, to lower the hand. */
export const LOWER_KIND = "lectern-lower-hand";

/** Numbers beyond this are nonsense: nobody has raised a hand so often. */
const MOST = 1e9;

/** Members who were there before us arrive within this time of joining, in milliseconds; their order says nothing. */
const ROSTER_MS = 2000;

/** The raised hands of the group. */
export interface Hands {
  /** Who has a hand raised, the first one first. */
  readonly raised: ReadonlySignal<readonly Member[]>;
  /** Whether we have. */
  readonly own: ReadonlySignal<boolean>;
  /** The member's place in the row, from 1; 0 if the hand is not raised. */
  placeOf(id: string): number;
  raise(): void;
  lower(): void;
  /** Asks somebody, or everybody else, to lower the hand: for hosts. */
  lowerOf(member: Pick<Member, "id"> | null): void;
  /** We have joined, or joined again. */
  joined(): void;
  /** Takes a message of another client. */
  receive(message: UserMessage): void;
  dispose(): void;
}

/** What hands need. */
export interface HandsOptions {
  readonly client: Pick<Client, "session" | "tell" | "setData">;
  /** A host has lowered our hand. */
  lowered(username: string): void;
  nowMs(): number;
}

/** What is supposed of a hand without a number. */
interface Guess {
  readonly place: number;
  /** It was there before us, so that everything could be. */
  readonly loose: boolean;
}

/** Follows the members' data. */
export function createHands({ client, lowered, nowMs }: HandsOptions): Hands {
  const { session } = client;
  let guesses: ReadonlyMap<string, Guess> = new Map();
  let joinedAtMs = -Infinity;

  const numbers = signal<ReadonlyMap<string, number>>(new Map());
  // At once, whether anybody looks at it or not: what comes after what is all there is to go by.
  const dispose = effect(() => {
    const members = session.members.value;
    guesses = guess(members, guesses, nowMs() - joinedAtMs < ROSTER_MS);
    numbers.value = numbersOf(members, guesses);
  });
  const raised = computed(() =>
    [...session.members.value.values()].filter(hasRaisedHand).sort((a, b) =>
      (numbers.value.get(a.id) ?? MOST) - (numbers.value.get(b.id) ?? MOST) ||
      (a.id < b.id ? -1 : 1)
    )
  );
  const places = computed(() => new Map(raised.value.map(({ id }, index) => [id, index + 1])));
  const own = computed(() => places.value.has(session.self.value.id));
  const lower = () => client.setData({ raisehand: null, [RAISED_KEY]: null });

  return {
    raised,
    own,
    placeOf: (id) => places.value.get(id) ?? 0,
    raise: () => {
      if (own.peek()) return;
      client.setData({ raisehand: true, [RAISED_KEY]: greatest(numbers.peek()) + 1 });
    },
    lower,
    lowerOf: (member) =>
      client.tell(LOWER_KIND, null, member === null ? { noEcho: true } : { to: member.id }),
    joined: () => {
      joinedAtMs = nowMs();
    },
    receive: ({ kind, privileged, username }) => {
      if (kind !== LOWER_KIND || !privileged || !own.peek()) return;
      lower();
      lowered(username);
    },
    dispose,
  };
}

/** The number of a hand as its own program gave it; null without a sound one. */
function numberOf({ data }: Member): number | null {
  const given = data[RAISED_KEY];
  return typeof given === "number" && Number.isInteger(given) && given > 0 && given <= MOST
    ? given
    : null;
}

function greatest(numbers: ReadonlyMap<string, number>): number {
  // A prank of the greatest number leaves the rest to the ids.
  return Math.min(MOST - 1, Math.max(0, ...numbers.values()));
}

function numbersOf(
  members: Members,
  guesses: ReadonlyMap<string, Guess>,
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const member of members.values()) {
    const number = numberOf(member) ?? guesses.get(member.id)?.place;
    if (hasRaisedHand(member) && number !== undefined) numbers.set(member.id, number);
  }
  return numbers;
}

/** Keeps what was supposed of hands that are still up (or whose members are away for a moment), and supposes of new ones. */
function guess(
  members: Members,
  before: ReadonlyMap<string, Guess>,
  roster: boolean,
): ReadonlyMap<string, Guess> {
  const kept = new Map(
    [...before].filter(([id]) => {
      const member = members.get(id);
      return member === undefined || hasRaisedHand(member);
    }).slice(-1000),
  );
  const firm = new Map([...kept].filter(([, { loose }]) => !roster || !loose));
  const last = greatest(numbersOf(members, firm)) + 1;
  for (const member of members.values()) {
    if (!hasRaisedHand(member) || numberOf(member) !== null || firm.has(member.id)) continue;
    kept.set(member.id, { place: last, loose: roster });
  }
  return kept;
}
