/**
 * Invitations: tokens that members make, prolong and list over the protocol. Answers are messages of the kinds `token` and
 * `tokenlist`, with `error` for programs and a text for people where something is wrong.
 * @module
 */
import { userExists } from "../groups/credentials.ts";
import type { Group } from "../groups/group.ts";
import type { JsonObject, JsonValue } from "../groups/json.ts";
import { type Token, tokenProblem, tokensOf } from "../groups/token.ts";
import { parseToken, tokenToJson } from "../groups/token_format.ts";
import type { TokenChange } from "../groups/token_store.ts";
import { type Client, type Hub, isPermitted, send } from "./client.ts";
import { isJsonObject } from "./membership.ts";

/** Kinds of the messages that answer. */
type AnswerKind = "token" | "tokenlist";

/** What was wrong, as programs know it. */
type Fault = "not-authorised" | "error";

/** Fields that are settled when a token is made. */
const FIXED = ["group", "includeSubgroups", "username", "permissions", "issuedBy", "issuedAt"];

/** Makes a token for the group: no more rights than its maker has, and only for a time. */
export async function makeToken(
  hub: Hub,
  client: Client,
  group: Group,
  value: JsonValue,
): Promise<void> {
  if (!isPermitted(client, "token")) return fail(client, "token", "not-authorised");
  const nowMs = hub.clock.nowMs();
  const read = readToken(value, nowMs);
  if (typeof read === "string") return fail(client, "token", "error", read);
  const name = hub.randomId();
  const { username } = client;
  const token: Token = {
    ...read,
    token: name,
    issuedAtMs: nowMs,
    issuedBy: username === "" ? null : username,
  };
  const fault = makingFault(client, group, read, token);
  if (fault !== null) return fail(client, "token", ...fault);
  const count = tokensOf((await hub.tokens.read()).tokens.values(), group.name).length;
  if (count >= hub.limits().groupTokens) {
    return fail(client, "token", "error", "the group has too many tokens: revoke some");
  }
  const outcome = await hub.tokens.edit(name, (etag) => etag === null, () => token);
  answer(hub, client, outcome, token);
}

/** Changes when a token of the group begins or ends. One that gives more rights than the client has is as good as none. */
export async function editToken(
  hub: Hub,
  client: Client,
  group: Group,
  value: JsonValue,
): Promise<void> {
  if (!mayManage(client)) return fail(client, "token", "not-authorised");
  const changes = readToken(value, hub.clock.nowMs());
  if (typeof changes === "string") return fail(client, "token", "error", changes);
  if (FIXED.some((field) => (value as JsonObject)[field] !== undefined)) {
    return fail(client, "token", "error", "this field cannot be edited");
  }
  let edited: Token | null = null;
  const outcome = await hub.tokens.edit(changes.token, (etag) => etag !== null, (old) => {
    if (old === null || old.group !== group.name || !mayGive(client, old)) return old;
    edited = {
      ...old,
      expiresMs: changes.expiresMs ?? old.expiresMs,
      notBeforeMs: changes.notBeforeMs ?? old.notBeforeMs,
    };
    return edited;
  });
  if (outcome.type === "mismatch" || (outcome.type === "done" && edited === null)) {
    return fail(client, "token", "error", "this group has no such token");
  }
  answer(hub, client, outcome, edited);
}

/** Lists the tokens of the group, except for those that would give the client more rights than it has: whoever knows one may use it. */
export async function listTokens(hub: Hub, client: Client, group: Group): Promise<void> {
  if (!mayManage(client)) return fail(client, "tokenlist", "not-authorised");
  const { tokens } = await hub.tokens.read();
  send(client, {
    type: "usermessage",
    kind: "tokenlist",
    privileged: true,
    value: tokensOf(tokens.values(), group.name)
      .filter((token) => mayGive(client, token))
      .map(tokenToJson),
  });
}

function mayManage(client: Client): boolean {
  return isPermitted(client, "op") && isPermitted(client, "token");
}

/** Whether a token gives no more rights than the client itself has. */
function mayGive(client: Client, { permissions }: Token): boolean {
  return permissions.every((permission) => isPermitted(client, permission));
}

/** What a client says of a token. Times may be numbers there, in milliseconds from now. A text says what is wrong. */
function readToken(value: JsonValue, nowMs: number): Token | string {
  if (!isJsonObject(value)) return "a token must be described by an object";
  const times = ["expires", "not-before"].flatMap((field) => {
    const time = value[field];
    if (typeof time !== "number") return [];
    const date = new Date(nowMs + time);
    return [[field, Number.isNaN(date.getTime()) ? "never" : date.toISOString()]];
  });
  const parsed = parseToken(JSON.stringify({ ...value, ...Object.fromEntries(times) }));
  return parsed.type === "token" ? parsed.token : parsed.message;
}

/** Why a token must not be made: in Galène's order and words. */
function makingFault(
  client: Client,
  group: Group,
  read: Token,
  token: Token,
): [Fault, string?] | null {
  if (read.token !== "") return ["error", "client specified token"];
  if (read.group !== group.name) return ["error", "wrong group in token"];
  if (read.includeSubgroups) return ["error", "hierarchical token not allowed"];
  if (read.expiresMs === null) return ["error", "token doesn't expire"];
  if (read.username !== null && userExists(group.description, read.username)) {
    return ["error", "that username is taken"];
  }
  if (!mayGive(client, read)) return ["not-authorised"];
  const problem = tokenProblem(token);
  return problem === null ? null : ["error", problem];
}

function answer(hub: Hub, client: Client, outcome: TokenChange, token: Token | null): void {
  switch (outcome.type) {
    case "done":
      if (token === null) return;
      return send(client, {
        type: "usermessage",
        kind: "token",
        privileged: true,
        value: tokenToJson(token),
      });
    case "full":
      return fail(client, "token", "error", "the server has too many tokens");
    case "mismatch":
      return fail(client, "token", "error", "tag mismatch");
    case "failed":
      hub.log.error("a token could not be written", { reason: outcome.reason });
      return fail(client, "token", "error", "the token could not be written");
  }
}

function fail(client: Client, kind: AnswerKind, error: Fault, text = "not authorised"): void {
  send(client, { type: "usermessage", kind, privileged: true, error, value: text });
}
