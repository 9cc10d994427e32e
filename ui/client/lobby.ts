/**
 * Who waits at the group's door, for operators: the server's `lobby` messages into a list, and what can be done about it.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { JsonValue } from "../../server/messages.ts";
import type { Connection } from "./connection.ts";
import type { ServerLobby } from "./extension_messages.ts";
import { actOnGroup } from "./group_action.ts";
import type { Session } from "./session.ts";

/** Somebody who waits. */
export interface WaitingPerson {
  readonly id: string;
  /** "" for somebody without a name. */
  readonly username: string;
  /** Since when, by the clock that the lobby was given, in milliseconds. */
  readonly sinceMs: number;
}

/** The lobby, as operators see it. */
export interface Lobby {
  /** Whether the server knows of lobbies at all. */
  readonly known: ReadonlySignal<boolean>;
  /** Whether people wait who would be refused by the lock otherwise. */
  readonly open: ReadonlySignal<boolean>;
  /** Who has waited for longest comes first; nobody for those who are no operators. */
  readonly people: ReadonlySignal<readonly WaitingPerson[]>;
  /** Opens the lobby (true), or the group (false). */
  setOpen(open: boolean): void;
  /** Lets somebody in, or everybody. */
  admit(person: Pick<WaitingPerson, "id"> | null): void;
  /** Sends somebody away, with a reason or "". */
  deny(person: Pick<WaitingPerson, "id">, reason: string): void;
  readonly on: { lobby(message: ServerLobby): void };
  dispose(): void;
}

/** What it takes. */
export interface LobbyOptions {
  readonly connection: Pick<Connection, "send" | "extended">;
  readonly session: Pick<Session, "self" | "status" | "phase" | "reconnecting" | "may">;
  nowMs(): number;
}

/** Starts with nobody. */
export function createLobby(options: LobbyOptions): Lobby {
  const { connection, session } = options;
  const list = signal<readonly WaitingPerson[]>([]);
  const watching = computed(() =>
    session.phase.value === "room" && !session.reconnecting.value && session.may("op")
  );
  const act = (kind: string, value?: JsonValue) => actOnGroup(options, kind, value);
  const dispose = effect(() => {
    if (!watching.value) list.value = [];
  });
  return {
    known: connection.extended,
    open: computed(() => session.status.value?.lobby === true),
    people: list,
    setOpen: (open) => act("lobby", open),
    admit: (person) => act("admit", ...person === null ? [] : [person.id]),
    deny: ({ id }, reason) => act("deny", { id, message: reason }),
    on: {
      lobby: ({ kind, people }) => {
        const named = new Set(people.map(({ id }) => id));
        const others = kind === "set" ? [] : list.peek().filter(({ id }) => !named.has(id));
        const nowMs = options.nowMs();
        const fresh = kind === "delete" ? [] : people.map(({ id, username, waitedMs = 0 }) => ({
          id,
          username,
          sinceMs: nowMs - waitedMs,
        }));
        // Who comes back has the old place.
        list.value = [...others, ...fresh].sort((a, b) => a.sinceMs - b.sinceMs);
      },
    },
    dispose,
  };
}
