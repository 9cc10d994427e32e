/**
 * What `lectern-1` says of the lobby: to those who wait, and to the operators who let them in (docs/protocol.md).
 * @module
 */

/** The client is not in yet: it waits until an operator lets it in. Then comes `joined`, of kind `join` or `fail`. */
export interface ServerWaiting {
  readonly type: "waiting";
  readonly group: string;
  readonly username: string;
  /** With it the client finds its place again after a loss of the connection. */
  readonly ticket: string;
  /** How long it has waited, in milliseconds. */
  readonly waitedMs: number;
}

/** By this the client, which is in, passes the lobby when it comes back after a loss of the connection. */
export interface ServerTicket {
  readonly type: "ticket";
  /** The group with the lobby: the client may be in a subgroup of it. */
  readonly group: string;
  readonly ticket: string;
}

/** Who waits, for operators: all (`set`), one who came (`add`) or one who went (`delete`). */
export interface ServerLobby {
  readonly type: "lobby";
  readonly kind: "set" | "add" | "delete";
  readonly people: readonly WaitingPerson[];
}

/** Somebody who waits. */
export interface WaitingPerson {
  readonly id: string;
  readonly username: string;
  /** How long it has waited, in milliseconds; absent for one who went. */
  readonly waitedMs?: number;
}
