/**
 * Requests of commands and what becomes of their answers: what a server refuses ends the command, with the server's own reason.
 * @module
 */
import type { JsonValue } from "../groups/json.ts";
import type { Message, Send } from "./connection.ts";

/** Ends a command: the message is for people. */
export class Failure extends Error {}

/** An answer that was read. */
export interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly location: string;
  /** Null where there was no JSON. */
  readonly value: JsonValue;
}

const JSON_TYPE = { "content-type": "application/json" };

/**
 * Sends a request.
 * @throws Failure if it does not succeed; `what` begins the sentence
 */
export async function call(
  send: Send,
  what: string,
  method: string,
  path: string,
  message?: Message,
): Promise<Answer> {
  let response: Response;
  try {
    response = await send(method, path, message);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error";
    throw new Failure(`${what}: the server cannot be reached (${reason}).`);
  }
  const text = await response.text();
  if (!response.ok) throw new Failure(`${what}: ${explain(response.status, text.trim())}`);
  const isJson = response.headers.get("content-type")?.includes("json") ?? false;
  return {
    status: response.status,
    etag: response.headers.get("etag") ?? "",
    location: response.headers.get("location") ?? "",
    value: isJson ? JSON.parse(text) as JsonValue : null,
  };
}

/** A JSON body that makes something new. */
export function newBody(value: JsonValue): Message {
  return { headers: { ...JSON_TYPE, "if-none-match": "*" }, body: JSON.stringify(value) };
}

/** A JSON body that replaces what had that tag. */
export function changedBody(value: JsonValue, etag: string): Message {
  return { headers: { ...JSON_TYPE, "if-match": etag }, body: JSON.stringify(value) };
}

/** A JSON body, whatever is there. */
export function body(value: JsonValue): Message {
  return { headers: JSON_TYPE, body: JSON.stringify(value) };
}

/** A path of encoded components, such as that of a group. */
export function pathOf(...parts: readonly string[]): string {
  return parts.map((part) => part.split("/").map(encodeURIComponent).join("/")).join("/");
}

function explain(status: number, text: string): string {
  switch (status) {
    case 401:
      return text === "Not authorised" || text === ""
        ? "you may not do this: check the administrator's name and password."
        : `${text}.`;
    case 404:
      return "there is no such thing.";
    case 412:
      return "it is there already, or has been changed meanwhile.";
    default:
      return text === "" ? `the server answered with ${status}.` : `${text}.`;
  }
}
