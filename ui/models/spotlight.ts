/**
 * Whom hosts want everybody to see large. It is kept in the group's data, which only hosts can change and which the server tells everybody
 * who joins, so that it outlasts every connection. Other clients do not know of it.
 * @module
 */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { JsonValue } from "../../server/messages.ts";
import type { Connection } from "../client/connection.ts";
import { actOnGroup } from "../client/group_action.ts";
import type { Member } from "../client/members.ts";
import type { Session } from "../client/session.ts";

/** The key in the group's data: a list of usernames, or of client ids for those without a name. */
const KEY = "lectern-spotlight";

/** At most so many are in the light at a time. */
const MOST_SPOTLIT = 4;

/** Longer names than the server allows are not names. */
const MOST_LETTERS = 512;

/** Who is in the light. */
export interface Spotlight {
  readonly names: ReadonlySignal<readonly string[]>;
  has(member: Pick<Member, "id" | "username">): boolean;
  /** For hosts: puts somebody into the light, or takes the light away. */
  toggle(member: Pick<Member, "id" | "username">): void;
  clear(): void;
}

/** What it takes. */
export interface SpotlightOptions {
  readonly connection: Pick<Connection, "send">;
  readonly session: Pick<Session, "self" | "groupData">;
}

/** Follows the group's data. */
export function createSpotlight(options: SpotlightOptions): Spotlight {
  const { session } = options;
  const names = computed(() => readNames(session.groupData.value[KEY]));
  const store = (wanted: readonly string[]) => {
    actOnGroup(options, "setdata", { [KEY]: wanted.length === 0 ? null : [...wanted] });
  };
  return {
    names,
    has: (member) => names.value.includes(nameOf(member)),
    toggle: (member) => {
      const name = nameOf(member);
      const others = names.peek().filter((one) => one !== name);
      const ends = others.length < names.peek().length;
      store(ends ? others : [...others, name].slice(-MOST_SPOTLIT));
    },
    clear: () => store([]),
  };
}

/** A name outlasts a connection, an id does not. */
function nameOf({ id, username }: Pick<Member, "id" | "username">): string {
  return username || id;
}

/** The names in what the group's data says; none if that is of another kind. */
export function readNames(value: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  const isName = (name: JsonValue) =>
    typeof name === "string" && name !== "" && name.length <= MOST_LETTERS;
  return [...new Set(value.slice(0, MOST_SPOTLIT).filter(isName).map(String))];
}
