/**
 * Coming and going: how a client joins a group and leaves it, and how its connection ends.
 * @module
 */
import {
  authorise,
  type Credentials,
  type JoinFailure,
  joinFailure,
} from "../groups/credentials.ts";
import {
  automaticSubgroups,
  definedBy,
  describeGroup,
  type Full,
  type Missing,
  openGroup,
  setDescriptions,
} from "../groups/directory.ts";
import { type Group, isOperator, join, leave, type Member } from "../groups/group.ts";
import type { JsonObject } from "../groups/json.ts";
import { queueOf, releaseTicket, type Waiting } from "../groups/lobby.ts";
import { bannedUntil } from "../groups/moderation.ts";
import type { Notice } from "../groups/notices.ts";
import { NO_REQUEST } from "../groups/subscriptions.ts";
import {
  admitWaiting,
  type Arrival,
  beginWaiting,
  endWaiting,
  lendTickets,
  pass,
} from "../groups/waiting.ts";
import { networkOf } from "./address.ts";
import { admit, noteFailure } from "./auth_delays.ts";
import { type Client, type Hub, isPermitted, send } from "./client.ts";
import { closeReason, farewellMessage, FATES, type Refusal } from "./fates.ts";
import { countJoin } from "./join_rate.ts";
import type { ClientJoin } from "./messages.ts";
import { createNetwork } from "./quality.ts";
import { deliver, enterLobby, enterRoom, exitLobby, exitRoom } from "./room.ts";
import { sendSpeakers } from "./speakers.ts";
import { closeStreams, closeUp, refuseOffer } from "./streams.ts";

/**
 * Delivers a group's notices. Those who are put out lose their connection, and those who may present no more their
 * streams.
 */
export function notify(hub: Hub, group: Group, notices: readonly Notice[]): void {
  deliver(hub, group, notices, (client, refusal) => endClient(hub, client, refusal));
  let standsAnew = false;
  for (const { to, event } of notices) {
    if (event.type !== "joined" || event.kind !== "change" || to.type !== "member") continue;
    standsAnew = true;
    const client = hub.rooms.get(group)?.get(to.id);
    if (client !== undefined && !isPermitted(client, "present")) revokeStreams(hub, client);
  }
  if (standsAnew && group.lobby.on) lend(hub, group);
  if (!group.lobby.on && group.lobby.waiting.size > 0) endLobby(hub, group);
}

/** Those who are in, or in its automatic subgroups, get past a group's lobby when they come back. */
function lend(hub: Hub, group: Group): void {
  const { directory, randomId, clock } = hub;
  const isAbove = definedBy(directory, group.name) === group.name;
  for (const place of [group, ...isAbove ? automaticSubgroups(directory, group.name) : []]) {
    const people = place.members.values();
    deliver(hub, place, lendTickets(group, randomId, clock.nowMs(), people), () => {});
  }
}

/** The lobby is no more: those who wait are let in, or refused if the group is locked. */
function endLobby(hub: Hub, group: Group): void {
  const queue = queueOf(group.lobby);
  group.lobby.waiting.clear();
  for (const { member } of queue) {
    const client = hub.lobbies.get(group)?.get(member.id);
    if (client === undefined) continue;
    exitLobby(hub, group, client);
    const limits = hub.limits();
    const outcome = join(group, member, hub.clock.nowMs(), limits.members);
    if (outcome.type === "joined") welcome(hub, client, group, outcome.notices);
    else {
      releaseTicket(group.lobby, member.id, hub.clock.nowMs());
      failJoin(hub, client, group.name, outcome.failure, member.username);
    }
  }
  const people = queue.map(({ member }) => ({ member }));
  notify(hub, group, [
    { to: { type: "operators" }, event: { type: "lobby", kind: "delete", people } },
  ]);
}

/** Lets somebody in who waits. A text says why that was impossible; then that one goes on waiting. */
export function letIn(hub: Hub, group: Group, waiting: Waiting): string | null {
  const client = hub.lobbies.get(group)?.get(waiting.member.id);
  if (client === undefined) return null;
  const outcome = admitWaiting(group, waiting, hub.clock.nowMs(), hub.limits().members);
  if (outcome.type === "refused") return outcome.failure.message;
  exitLobby(hub, group, client);
  welcome(hub, client, group, outcome.notices);
  return null;
}

function revokeStreams(hub: Hub, client: Client): void {
  for (const up of [...client.up.values()]) {
    closeUp(hub, up);
    refuseOffer(client, up.id, "permission denied");
  }
}

/** Takes over what the group files say now, and tells the members of groups that have changed. */
export async function refreshGroups(hub: Hub): Promise<void> {
  const descriptions = await hub.store.read();
  if (descriptions === hub.directory.descriptions) return;
  for (
    const { group, notices } of setDescriptions(hub.directory, descriptions, hub.clock.nowMs())
  ) {
    notify(hub, group, notices);
  }
}

/** Lets the client into a group, or tells it why not. */
export async function joinGroup(hub: Hub, client: Client, message: ClientJoin): Promise<void> {
  const name = message.group ?? "";
  const limits = hub.limits();
  const network = networkOf(client.address);
  const seconds = countJoin(hub.joins, network, limits, hub.clock.nowMs());
  if (seconds > 0) {
    const text = `too many people are joining from your network: try again in ${seconds} seconds`;
    return failJoin(hub, client, name, joinFailure("user", text), client.username);
  }
  if ((message.username ?? "").length > limits.nameLength) {
    const text = `this name is too long: take one of at most ${limits.nameLength} characters`;
    return failJoin(hub, client, name, joinFailure("user", text), client.username);
  }
  await refreshGroups(hub);
  if (!client.closed) await checkIn(hub, client, name, message);
}

/** Checks what the client offers against the group's definition, and lets it in. */
async function checkIn(
  hub: Hub,
  client: Client,
  name: string,
  message: ClientJoin,
): Promise<void> {
  const described = describeGroup(hub.directory, name);
  if (described.type !== "described") {
    return failJoin(hub, client, name, missing(described), client.username);
  }
  const { redirect } = described.description;
  if (redirect !== "") {
    const { username } = client;
    return send(client, {
      type: "joined",
      kind: "redirect",
      group: name,
      username,
      value: redirect,
    });
  }
  const network = networkOf(client.address);
  const offered = message.token ? "" : message.username ?? "";
  const admission = admit(hub.delays, network, offered, hub.clock.nowMs());
  if (admission.type === "closed") {
    const text = `too many failed logins: try again in ${admission.seconds} seconds`;
    return failJoin(hub, client, name, joinFailure("user", text), client.username);
  }
  const outcome = await authorise(described.description, name, credentialsOf(message), {
    hasher: hub.hasher,
    tokens: async () => (await hub.tokens.read()).tokens,
    canonicalHost: hub.canonicalHost(),
    nowMs: hub.clock.nowMs(),
  }, definedBy(hub.directory, name));
  if (client.closed) return;
  const now = describeGroup(hub.directory, name);
  // The file has changed while a password was checked: what was found out is worth nothing.
  if (now.type !== "described" || now.description !== described.description) {
    return await checkIn(hub, client, name, message);
  }
  if (outcome.type === "refused") {
    if (outcome.failure.fate === "auth") {
      await hub.clock.delay(noteFailure(hub.delays, network, offered, hub.clock.nowMs()));
    }
    return failJoin(hub, client, name, outcome.failure, client.username);
  }
  const { username, permissions, login } = outcome;
  client.username = username;
  const data = message.data ?? {};
  const member = { id: client.id, username, permissions, login, data };
  enterGroup(hub, client, name, member, message.ticket ?? "");
}

/** The last step of joining, in one go: the group may have changed while a password was checked. */
function enterGroup(
  hub: Hub,
  client: Client,
  name: string,
  member: Member,
  ticket: string,
): void {
  const nowMs = hub.clock.nowMs();
  const limits = hub.limits();
  const opened = openGroup(hub.directory, name, nowMs, limits.subgroups);
  if (opened.type !== "open") {
    return failJoin(hub, client, name, missing(opened), member.username);
  }
  const { group } = opened;
  const above = groupAbove(hub, name, nowMs);
  const bannedFrom = (place: Group | null) =>
    place === null || isOperator(member)
      ? null
      : bannedUntil(place, member.username, networkOf(client.address), nowMs);
  const banned = bannedFrom(group) ?? bannedFrom(above);
  if (banned !== null) {
    const minutes = Math.ceil((banned - nowMs) / 60_000);
    const unit = minutes === 1 ? "minute" : "minutes";
    const text = `you were put out of this group: you may come back in ${minutes} ${unit}`;
    return failJoin(hub, client, name, joinFailure("user", text), member.username);
  }
  const arrival = { member, address: networkOf(client.address), ticket };
  const passed = pass(group, arrival, nowMs, limits.members, above);
  if (passed === null && client.extended) return wait(hub, client, group, arrival);
  // Who knows of no lobby finds a lock.
  const outcome = passed ?? join(group, member, nowMs, limits.members);
  if (outcome.type === "refused") {
    return failJoin(hub, client, name, outcome.failure, member.username);
  }
  welcome(hub, client, group, outcome.notices);
}

/** The group to which an automatic subgroup belongs; null for any other. */
function groupAbove({ directory }: Hub, name: string, nowMs: number): Group | null {
  const owner = definedBy(directory, name);
  if (owner === name) return null;
  const opened = openGroup(directory, owner, nowMs);
  return opened.type === "open" ? opened.group : null;
}

/** What is done for whoever has come in. */
function welcome(hub: Hub, client: Client, group: Group, notices: readonly Notice[]): void {
  client.group = group;
  client.request = NO_REQUEST;
  enterRoom(hub, group, client);
  notify(hub, group, notices);
  sendSpeakers(hub, client, group);
  hub.log.info("a member has joined", {
    group: group.name,
    client: client.id,
    members: group.members.size,
  });
}

/** Has somebody wait at the group's door: no member, who hears nothing of what is said inside. */
function wait(hub: Hub, client: Client, group: Group, arrival: Arrival): void {
  const outcome = beginWaiting(group, arrival, hub.randomId(), hub.clock.nowMs());
  const { username } = arrival.member;
  if (outcome.type === "refused") {
    return failJoin(hub, client, group.name, outcome.failure, username);
  }
  enterLobby(hub, group, client);
  notify(hub, group, outcome.notices);
  hub.log.info("somebody waits to be let in", {
    group: group.name,
    client: client.id,
    waiting: group.lobby.waiting.size,
  });
}

/** The client waits no longer, if it does. */
function stopWaiting(hub: Hub, client: Client): void {
  const { waiting: group } = client;
  if (group === null) return;
  exitLobby(hub, group, client);
  notify(hub, group, endWaiting(group, client.id, hub.clock.nowMs()));
}

/** Takes the client out of its group, if it is in one. Its streams end before others hear that it has gone. */
export function leaveGroup(hub: Hub, client: Client): void {
  stopWaiting(hub, client);
  const { group } = client;
  if (group === null) return;
  try {
    closeStreams(hub, client);
  } finally {
    const nowMs = hub.clock.nowMs();
    notify(hub, group, leave(group, client.id, nowMs));
    const above = hub.directory.groups.get(definedBy(hub.directory, group.name));
    if (above !== undefined) releaseTicket(above.lobby, client.id, nowMs);
    exitRoom(hub, group, client);
    client.group = null;
    client.request = NO_REQUEST;
    client.network = createNetwork();
    hub.log.info("a member has left", {
      group: group.name,
      client: client.id,
      members: group.members.size,
    });
  }
}

/** Ends a connection in the way that the refusal calls for. */
export function endClient(hub: Hub, client: Client, refusal: Refusal): void {
  if (client.closed) return;
  const message = farewellMessage(refusal, client.id);
  if (message !== null) send(client, message);
  client.socket.close(FATES[refusal.kind].closeCode ?? 1000, closeReason(refusal));
  dropClient(hub, client);
}

/** Forgets a client whose connection is over. */
export function dropClient(hub: Hub, client: Client): void {
  if (client.closed) return;
  client.closed = true;
  client.inbox.length = 0;
  client.inboxLength = 0;
  hub.clients.delete(client);
  leaveGroup(hub, client);
}

function credentialsOf(message: ClientJoin): Credentials {
  const username = message.username ?? null;
  if (message.token) return { type: "token", token: message.token, username };
  if (username === null) return { type: "none" };
  return { type: "password", username, password: message.password ?? "" };
}

function missing(reason: Missing | Full): JoinFailure {
  switch (reason.type) {
    case "illegal":
      return joinFailure("user", "illegal group name");
    case "absent":
      return joinFailure("user", "group does not exist");
    case "full":
      return joinFailure("user", "there are too many subgroups: use one that is there");
    case "broken":
      return joinFailure("internal", "internal server error", "the group's file is broken");
  }
}

function failJoin(
  hub: Hub,
  client: Client,
  group: string,
  failure: JoinFailure,
  username: string,
): void {
  const { error, message } = failure;
  hub.log.info("a client was not let in", { group, client: client.id, reason: failure.detail });
  send(client, {
    type: "joined",
    kind: "fail",
    group,
    username,
    value: message,
    ...(error === "" ? {} : { error }),
  });
}

/** An object that came as JSON, for what groups keep. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
