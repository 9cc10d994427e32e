/**
 * Messages between programs: warnings, requests to be silent, answers of the server, and whatever programs agree upon.
 * @module
 */
import type { JsonValue, ServerUserMessage } from "../../server/messages.ts";
import type { Problem } from "./problem.ts";
import type { SayOptions } from "./chat.ts";
import { actOnGroup, signatureOf, type Speaker } from "./group_action.ts";

/** A message of another program, or of the server. */
export interface UserMessage {
  readonly kind: string;
  /** Client id of the sender; "" for the server itself. */
  readonly source: string;
  /** Name of the sender; "" for the server, and for somebody without a name. */
  readonly username: string;
  /** The sender is an operator, or the server. Only then do `error`, `warning`, `info`, `mute` and the like mean anything. */
  readonly privileged: boolean;
  /** It is for us alone. */
  readonly private: boolean;
  /** Why the server has not done something, for programs; "" if it has. */
  readonly error: string;
  /** Anything: whoever reads it checks it. */
  readonly value: JsonValue;
}

/** Reads a message; what is not there is empty. */
export function readUserMessage(message: ServerUserMessage): UserMessage {
  return {
    kind: message.kind ?? "",
    source: message.source ?? "",
    username: message.username ?? "",
    privileged: message.privileged === true,
    private: (message.dest ?? "") !== "",
    error: message.error ?? "",
    value: message.value ?? null,
  };
}

/** What follows from being put out. */
export type Expulsion =
  /** The server throws everybody out when it stops, which is no reason not to come back. */
  | { readonly type: "come-back" }
  | { readonly type: "leave"; readonly problem: Problem };

/** Reads a `kicked`; null from somebody without the right to say so. An operator is named. */
export function readExpulsion(message: ServerUserMessage): Expulsion | null {
  if (message.privileged !== true) return null;
  const byServer = (message.id ?? message.source ?? "") === "" && message.username === undefined;
  if (byServer) return { type: "come-back" };
  const reason = typeof message.value === "string" ? message.value : "";
  return { type: "leave", problem: { type: "kicked", by: message.username ?? "", reason } };
}

/** Sends messages to other programs, and attaches data to ourselves and to the group. */
export interface Telling {
  /** Sends a message of some kind to everybody, or to one. */
  tell(kind: string, value: JsonValue, options?: Omit<SayOptions, "kind">): void;
  /** Changes the own data that all members see, by key; null takes a key away. It goes with the connection. */
  setData(part: Readonly<Record<string, JsonValue>>): void;
  /** Changes the group's data in the same way; only operators may. It stays as long as the group lives. */
  setGroupData(part: Readonly<Record<string, JsonValue>>): void;
}

/** Telling over a connection. */
export function createTelling(speaker: Speaker): Telling {
  const { connection, session } = speaker;
  return {
    tell: (kind, value, { to, noEcho = false } = {}) =>
      connection.send({
        type: "usermessage",
        kind,
        ...signatureOf(session),
        ...to === undefined ? {} : { dest: to },
        ...noEcho ? { noecho: true } : {},
        value,
      }),
    setData: (value) => {
      const signature = signatureOf(session);
      const dest = signature.source;
      connection.send({ type: "useraction", kind: "setdata", ...signature, dest, value });
    },
    setGroupData: (value) => actOnGroup(speaker, "setdata", value),
  };
}
