/**
 * Why one is not in a group: reasons for programs, out of the sentences in which Galène gives them.
 * @module
 */
import type { ServerJoinFailed } from "../../server/messages.ts";

/** Reasons that need no more said. */
export type PlainProblem =
  /** No connection to the server came about. */
  | "unreachable"
  /** The server has ended the stay in the group. */
  | "left"
  /** The group is elsewhere, at what is no address of the web. */
  | "bad-redirect"
  /** Name, password or right to be there are wrong. */
  | "not-authorised"
  /** The token is none, or no longer. */
  | "bad-token"
  /** The group's authentication server gives no answer. */
  | "auth-server"
  | "bad-group-name"
  | "no-group"
  | "not-open-yet"
  | "closed"
  | "locked"
  | "no-operator"
  | "full"
  | "busy"
  /** The user was removed from the group meanwhile. */
  | "no-longer-user"
  /** Another connection has taken one's place at the door. */
  | "waits-elsewhere"
  | "internal"
  /** The group takes nobody without a name. */
  | "name-needed"
  | "name-taken";

/** Why one is at the door still, or again. */
export type Problem =
  | { readonly type: PlainProblem }
  /** An operator has put one out for so long. */
  | { readonly type: "banned"; readonly minutes: number }
  | { readonly type: "too-many-logins"; readonly seconds: number }
  /** An operator has not let one in; `reason` is "" if none was given. */
  | { readonly type: "not-let-in"; readonly reason: string }
  /** `by` is the operator's name; both are "" if unknown. */
  | { readonly type: "kicked"; readonly by: string; readonly reason: string }
  /** What the server or an operator has written, word for word. */
  | { readonly type: "said"; readonly sentence: string };

/** A refusal to let one in; `final` when trying again with the same credentials cannot help. */
export interface Refusal {
  readonly problem: Problem;
  readonly final: boolean;
}

/** The sentences with which Galène refuses (group/group.go and group/client.go there), and whether they are final. */
const REFUSALS: Readonly<Record<string, readonly [PlainProblem, final: boolean]>> = {
  "not authorised": ["not-authorised", true],
  "illegal group name": ["bad-group-name", true],
  "group does not exist": ["no-group", false],
  "this group is not open yet": ["not-open-yet", true],
  "this group is closed": ["closed", true],
  "this group is locked": ["locked", false],
  "there are no operators in this group": ["no-operator", false],
  "too many users": ["full", false],
  "the server is busy, please try again": ["busy", false],
  "too many people are waiting: try again in a moment": ["busy", false],
  "you are no longer a user of this group": ["no-longer-user", true],
  "you are waiting in another window": ["waits-elsewhere", true],
  "internal server error": ["internal", false],
};

/** What the server says where the operator says nothing. */
const NOT_LET_IN = "an operator has not let you in";

/** Sentences with a number in them. */
const BANNED = /^you were put out of this group: you may come back in (\d+) minutes?$/;
const TOO_MANY_LOGINS = /^too many failed logins: try again in (\d+) seconds$/;

/** Reads why a join failed, by token or by password. What is not known is what an operator wrote. */
export function readRefusal({ error, value }: ServerJoinFailed, byToken: boolean): Refusal {
  if (error === "need-username") return { problem: { type: "name-needed" }, final: true };
  if (error === "not-let-in") {
    const reason = value === NOT_LET_IN ? "" : value;
    return { problem: { type: "not-let-in", reason }, final: true };
  }
  // After a loss it may be our own earlier self.
  if (error === "duplicate-username") return { problem: { type: "name-taken" }, final: false };
  if (byToken && value === "not authorised") return { problem: { type: "bad-token" }, final: true };
  const minutes = BANNED.exec(value)?.[1];
  if (minutes !== undefined) {
    return { problem: { type: "banned", minutes: Number(minutes) }, final: true };
  }
  const seconds = TOO_MANY_LOGINS.exec(value)?.[1];
  if (seconds !== undefined) {
    return { problem: { type: "too-many-logins", seconds: Number(seconds) }, final: true };
  }
  const known = Object.hasOwn(REFUSALS, value) ? REFUSALS[value] : undefined;
  if (known === undefined) return { problem: { type: "said", sentence: value }, final: false };
  return { problem: { type: known[0] }, final: known[1] };
}

/** Whether a problem is about the name, which has to be chosen (otherwise). */
export function isAboutName(problem: Problem | null): boolean {
  return problem?.type === "name-needed" || problem?.type === "name-taken";
}
