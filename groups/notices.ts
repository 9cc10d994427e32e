/**
 * What a group has to tell, and whom. The server makes messages of it.
 * @module
 */
import type { JoinFailure } from "./credentials.ts";
import type { Member } from "./group.ts";
import type { ChatEntry } from "./history.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Waiting } from "./lobby.ts";

/** Whom a notice is for: one member, everybody, everybody but one; or somebody who waits to come in, or all operators. */
export type Audience =
  | { readonly type: "member" | "waiting"; readonly id: string }
  | { readonly type: "operators" }
  | { readonly type: "all" }
  | { readonly type: "others"; readonly id: string };

/** What there is to tell. */
export type GroupEvent =
  /**
   * The recipient's own standing: a `joined` message with the group's status of this moment and its data. An empty record is left out
   * on the wire, so that every such message has to have it.
   */
  | {
    readonly type: "joined";
    readonly kind: "join" | "change" | "leave";
    readonly member: Member;
    readonly data: JsonObject;
  }
  /** A member came, changed or went: a `user` message. */
  | { readonly type: "user"; readonly kind: "add" | "change" | "delete"; readonly member: Member }
  /** Earlier chat, oldest first: a `chathistory` message each. */
  | { readonly type: "history"; readonly entries: readonly ChatEntry[] }
  /** A `chat` or `usermessage` message. */
  | { readonly type: "message"; readonly message: GroupMessage }
  /** The recipient is to wait. */
  | { readonly type: "waiting"; readonly waiting: Waiting }
  /** The recipient waits no longer: it is not let in, by an operator (`denied`) or because of what has changed. */
  | {
    readonly type: "refused";
    readonly member: Member;
    readonly failure: JoinFailure;
    readonly denied: boolean;
  }
  /** By this the recipient, who is in, passes the lobby when it comes back. */
  | { readonly type: "ticket"; readonly group: string; readonly ticket: string }
  /** Who waits, for operators: all of them, or one who came or went. */
  | { readonly type: "lobby"; readonly kind: "set" | "add"; readonly people: readonly Waiting[] }
  | {
    readonly type: "lobby";
    readonly kind: "delete";
    readonly people: readonly { readonly member: Pick<Member, "id" | "username"> }[];
  }
  /** The recipient is out of the group: tell it why, close its streams, then its connection. */
  | { readonly type: "kick"; readonly by: Member | null; readonly reason: string };

/** A message between members as its recipients get it. */
export interface GroupMessage {
  readonly type: "chat" | "usermessage";
  /** "" where it has none. */
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly username: string;
  /** Id of the only recipient, "" for everybody. */
  readonly dest: string;
  /** Whether the sender was an operator. */
  readonly privileged: boolean;
  /** Unix time in milliseconds. */
  readonly timeMs: number;
  readonly noecho: boolean;
  readonly value: JsonValue;
}

/** One thing to tell somebody. */
export interface Notice {
  readonly to: Audience;
  readonly event: GroupEvent;
}
