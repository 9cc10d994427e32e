/**
 * Why one is not in the group, in words.
 * @module
 */
import type { Problem } from "../client/problem.ts";
import { text } from "../text.ts";

/** Says a problem to the person. */
export function explainProblem(problem: Problem): string {
  const { failure, join } = text;
  switch (problem.type) {
    case "unreachable":
      return failure.unreachable;
    case "left":
      return join.left;
    case "bad-redirect":
      return join.wrongServer;
    case "not-authorised":
      return failure.notAuthorised;
    case "bad-token":
      return failure.badInvitation;
    case "auth-server":
      return failure.authServer;
    case "bad-group-name":
      return failure.badGroupName;
    case "no-group":
      return failure.noGroup;
    case "not-open-yet":
      return failure.notOpenYet;
    case "closed":
      return failure.closed;
    case "locked":
      return failure.locked;
    case "no-operator":
      return failure.noOperator;
    case "full":
      return failure.full;
    case "busy":
      return failure.busy;
    case "no-longer-user":
      return failure.noLongerUser;
    case "waits-elsewhere":
      return failure.waitsElsewhere;
    case "internal":
      return failure.internal;
    case "name-needed":
      return failure.nameNeeded;
    case "name-taken":
      return failure.nameTaken;
    case "banned":
      return failure.banned(problem.minutes);
    case "too-many-logins":
      return failure.tooManyLogins(problem.seconds);
    case "kicked":
      return failure.kicked(problem.by, problem.reason);
    case "not-let-in":
      return text.lobby.denied(problem.reason);
    case "said":
      return failure.fromServer(problem.sentence);
  }
}
