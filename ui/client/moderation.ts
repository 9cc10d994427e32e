/**
 * What hosts do to members, to messages and to the group: words to the server, which alone decides whether they may.
 * @module
 */
import type { JsonValue } from "../../server/messages.ts";
import { actOnGroup, signatureOf, type Speaker } from "./group_action.ts";
import type { Member } from "./members.ts";

/** What is done to a member. */
export type MemberAction =
  | "op"
  | "unop"
  | "present"
  | "unpresent"
  | "shutup"
  | "unshutup"
  | "identify"
  | "kick";

/** What is done to the group. */
export type GroupAction = "lock" | "unlock" | "clearchat" | "subgroups" | "record" | "unrecord";

/** How somebody is put out. */
export interface KickOrder {
  readonly reason: string;
  /** For how long the person may not come back; 0 for not at all. */
  readonly minutes: number;
  /** Whether meanwhile nobody may come from the same address. */
  readonly anyName: boolean;
}

/** The powers of hosts. */
export interface Moderation {
  act(kind: MemberAction, member: Pick<Member, "id">): void;
  kick(member: Pick<Member, "id">, order: KickOrder): void;
  /** Asks a member, or everybody else, to be silent. */
  mute(member: Pick<Member, "id"> | null): void;
  /** Shows a warning to a member, or to everybody. */
  warn(member: Pick<Member, "id"> | null, value: string): void;
  group(kind: GroupAction, value?: string): void;
  /** Deletes what a member has said: all of it, or one message. */
  clear(userId: string, id?: string): void;
}

/** Moderation over a connection. */
export function createModeration(options: Speaker): Moderation {
  const { connection, session } = options;
  const act = (kind: string, dest: string, value?: JsonValue) =>
    connection.send({
      type: "useraction",
      kind,
      ...signatureOf(session),
      dest,
      ...value === undefined ? {} : { value },
    });
  const tell = (kind: string, to: Pick<Member, "id"> | null, fields: object) =>
    connection.send({
      type: "usermessage",
      kind,
      ...signatureOf(session),
      ...to === null ? {} : { dest: to.id },
      ...fields,
    });
  return {
    act: (kind, { id }) => act(kind, id),
    kick: ({ id }, { reason, minutes, anyName }) =>
      // Other servers know no more than a text.
      act("kick", id, minutes > 0 ? { message: reason, minutes, address: anyName } : reason),
    mute: (member) => tell("mute", member, member === null ? { noecho: true } : {}),
    warn: (member, value) => tell("warning", member, { value }),
    group: (kind, value) => actOnGroup(options, kind, value),
    clear: (userId, id) =>
      actOnGroup(options, "clearchat", id === undefined ? { userId } : { userId, id }),
  };
}
