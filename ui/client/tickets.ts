/**
 * What lets somebody past the lobby of a group again, at the old place in the queue: over losses of the connection, and over reloads of a page.
 * @module
 */

/** What is remembered as long as a tab is there: that of `sessionStorage`. */
export type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The tickets of one person. */
export interface Tickets {
  /** For whom they are; those that somebody of another name has left here are forgotten. */
  bearer(username: string): void;
  /** That of a group is good for those below it, too. */
  find(group: string): string | undefined;
  keep(group: string, ticket: string): void;
  forget(): void;
}

const KEY = "lectern-tickets";

/** More groups than anybody visits in one tab; the oldest goes first. */
const MOST = 20;

/** Takes what the storage has from before the page was loaded; null for a page that remembers nothing. */
export function createTickets(storage: TabStorage | null): Tickets {
  let { username, byGroup } = load(storage);
  const forget = () => {
    byGroup = new Map();
    try {
      storage?.removeItem(KEY);
    } catch {
      // Then nothing was kept.
    }
  };
  return {
    bearer: (name) => {
      if (name !== username) forget();
      username = name;
    },
    find: (group) => {
      for (
        let above = group;
        above !== "";
        above = above.slice(0, Math.max(0, above.lastIndexOf("/")))
      ) {
        const ticket = byGroup.get(above);
        if (ticket !== undefined) return ticket;
      }
    },
    keep: (group, ticket) => {
      byGroup.delete(group);
      byGroup.set(group, ticket);
      for (const oldest of byGroup.keys()) {
        if (byGroup.size <= MOST) break;
        byGroup.delete(oldest);
      }
      try {
        storage?.setItem(KEY, JSON.stringify({ username, tickets: [...byGroup] }));
      } catch {
        // A browser that stores nothing keeps them as long as the page.
      }
    },
    forget,
  };
}

interface Kept {
  readonly username: string;
  readonly byGroup: Map<string, string>;
}

/** Another program of the same origin may have written there anything. */
function load(storage: TabStorage | null): Kept {
  const nothing: Kept = { username: "", byGroup: new Map() };
  try {
    const kept: unknown = JSON.parse(storage?.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null) return nothing;
    if (!("username" in kept && "tickets" in kept)) return nothing;
    const { username, tickets } = kept;
    if (typeof username !== "string" || !Array.isArray(tickets)) return nothing;
    return { username, byGroup: new Map(tickets.filter(isPair).slice(0, MOST)) };
  } catch {
    return nothing;
  }
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 &&
    value.every((part) => typeof part === "string");
}
