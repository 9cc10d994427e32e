/**
 * What an edited group file means for a live group: for its lobby, for those who are in, and for those who wait.
 * @module
 */
import type { Description } from "./description.ts";
import {
  type Group,
  guard,
  isOperator,
  LOCKED,
  type Member,
  standing,
  viewOfLobby,
} from "./group.ts";
import type { Notice } from "./notices.ts";
import { rightsAfter } from "./rights.ts";
import { turnAway } from "./waiting.ts";

const GONE = "you are no longer a user of this group";

/**
 * Gives the group an edited definition. Those whose own entry has changed have its rights from now on; those whose entry is gone
 * are put out.
 */
export function setDescription(group: Group, description: Description, nowMs: number): Notice[] {
  const before = group.description;
  group.description = description;
  const changed: Notice[] = [];
  const kicked: Notice[] = [];
  for (const member of [...group.members.values()]) {
    const { id, login, username } = member;
    const permissions = rightsAfter(login, username, before, description);
    if (permissions === "gone") {
      group.members.delete(id);
      group.lastChangeMs = nowMs;
      kicked.push(
        { to: { type: "member", id }, event: { type: "kick", by: null, reason: GONE } },
        { to: { type: "all" }, event: { type: "user", kind: "delete", member } },
      );
    } else if (permissions !== null) {
      const now: Member = { ...member, permissions };
      group.members.set(id, now);
      changed.push(
        { to: { type: "all" }, event: { type: "user", kind: "change", member: now } },
        ...isOperator(member) ? [] : viewOfLobby(group, now),
      );
    }
  }
  followLobby(group, before);
  const refused = reviewWaiting(group, before);
  return [...kicked, ...standing(group), ...changed, ...refused, ...guard(group, nowMs)];
}

/** The lobby goes with its field, unless an operator has changed it meanwhile and the field has stayed. */
function followLobby(group: Group, before: Description): void {
  const { lobby, autolock } = group.description;
  if (lobby === before.lobby) return;
  if (lobby) group.locked ??= LOCKED;
  else if (group.lobby.on && !autolock) group.locked = null;
  group.lobby.on = lobby;
}

/** Those who wait are under an edited definition, too. */
function reviewWaiting(group: Group, before: Description): Notice[] {
  const refused: Notice[] = [];
  for (const waiting of [...group.lobby.waiting.values()]) {
    const { id, login, username } = waiting.member;
    const permissions = rightsAfter(login, username, before, group.description);
    if (permissions === null) continue;
    if (permissions !== "gone") {
      group.lobby.waiting.set(id, { ...waiting, member: { ...waiting.member, permissions } });
      continue;
    }
    refused.push(...turnAway(group, waiting, GONE, false));
  }
  return refused;
}

/** The group's file has gone: whoever is in may stay, but nobody comes in any more. */
export function closeDoor(group: Group): Notice[] {
  return [...group.lobby.waiting.values()].flatMap((waiting) =>
    turnAway(group, waiting, "group does not exist", false)
  );
}
