/**
 * What is said again and again in conversations: greetings, joins, and the server's usual words.
 * @module
 */
import type { Step } from "./conversation.ts";

/** When a world begins, as messages write it. */
export const TIME = "2026-01-02T03:04:05Z";

/** A greeting and the answer to it. */
export function hello(who: string): Step[] {
  return [
    [who, ">", { type: "handshake", version: ["2"], id: `id-${who}` }],
    [who, "<", { type: "handshake", version: ["2"] }],
  ];
}

/** The first message of whoever joins `room`, as the `count`th. */
export function joined(username: string, count: number, permissions = ["present", "message"]) {
  return {
    type: "joined",
    kind: "join",
    group: "room",
    username,
    permissions,
    status: { name: "room", displayName: "The Room", locked: false, clientCount: count },
    rtcConfiguration: {},
  };
}

/** A `user` message about somebody. */
export function user(kind: string, username: string, permissions = ["present", "message"]) {
  const base = { type: "user", kind, id: `id-${username}`, username };
  return kind === "delete" ? base : { ...base, permissions };
}

/** What somebody says to join. */
export function join(username: string, password = "") {
  return { type: "join", kind: "join", group: "room", username, password };
}

/** What somebody is told who may go on. */
export function error(who: string, value: string) {
  return { type: "usermessage", kind: "error", dest: `id-${who}`, privileged: true, value };
}

/** What somebody is told who is not let in. */
export function failed(group: string, value: string, username = "") {
  return { type: "joined", kind: "fail", group, username, value };
}

/** Permissions of an operator. */
export const OP = ["op", "present", "message", "caption", "token"];

/** Ann joins, then Bob; both have heard all about it. */
export const TWO: readonly Step[] = [
  ...hello("ann"),
  ["ann", ">", join("ann")],
  ["ann", "<", joined("ann", 1)],
  ["ann", "<", user("add", "ann")],
  ...hello("bob"),
  ["bob", ">", join("bob")],
  ["bob", "<", joined("bob", 2)],
  ["bob", "<", user("add", "bob")],
  ["bob", "<", user("add", "ann")],
  ["ann", "<", user("add", "bob")],
];
