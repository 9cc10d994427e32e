/**
 * A small client of Galène's protocol, without media: it says and hears JSON messages over a WebSocket.
 * @module
 */
import { until } from "../until.ts";

/** A message of the protocol, as it stands on the wire. */
export interface Message {
  readonly type: string;
  // deno-lint-ignore no-explicit-any -- a witness of the wire knows no types, and compares values
  readonly [field: string]: any;
}

/** A connected client. */
export interface GaleneClient {
  readonly id: string;
  readonly username: string;
  /** All messages from the server, oldest first. */
  readonly heard: Message[];
  /** How the server ended the connection; null while it lasts. */
  readonly ending: () => { readonly code: number; readonly reason: string } | null;
  readonly send: (message: Message) => void;
  /** Sends text, whatever it is. */
  readonly sendText: (text: string | Uint8Array<ArrayBuffer>) => void;
  /** The first message, heard or to come, with these fields; those before `from` do not count. */
  readonly hear: (fields: Message, from?: number) => Promise<Message>;
  /** Calls back for each message from now on. */
  readonly listen: (listener: (message: Message) => void) => void;
  readonly close: () => Promise<void>;
}

/** Opens a WebSocket and, unless told otherwise, shakes hands. */
export async function connect(
  origin: string,
  username: string,
  options: {
    readonly handshake?: boolean;
    readonly id?: string;
    /** What it says that it speaks; Galène's protocol alone if left out. */
    readonly version?: readonly string[];
  } = {},
): Promise<GaleneClient> {
  const socket = new WebSocket(origin.replace(/^http/, "ws") + "/ws");
  const id = options.id ?? crypto.randomUUID().replaceAll("-", "");
  const heard: Message[] = [];
  const listeners: ((message: Message) => void)[] = [];
  let ending: { code: number; reason: string } | null = null;
  const closed = new Promise<void>((resolve) => {
    socket.onclose = ({ code, reason }) => {
      ending = { code, reason };
      resolve();
    };
  });
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`no WebSocket at ${origin}`));
  });
  socket.onerror = null;
  const send = (message: Message) => socket.send(JSON.stringify(message));
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data) as Message;
    heard.push(message);
    if (message.type === "ping") send({ type: "pong" });
    for (const listener of listeners) listener(message);
  };
  const client: GaleneClient = {
    id,
    username,
    heard,
    ending: () => ending,
    send,
    sendText: (text) => socket.send(text),
    hear: (fields, from = 0) =>
      until(`${username} to hear ${JSON.stringify(fields)}`, () => {
        const found = heard.slice(from).find((message) => matches(message, fields));
        if (!found && ending) throw new Error(`closed with ${ending.code} ${ending.reason}`);
        return found;
      }, 10_000),
    listen: (listener) => void listeners.push(listener),
    close: async () => {
      socket.close();
      await closed;
    },
  };
  if (options.handshake ?? true) {
    send({ type: "handshake", version: options.version ?? ["2"], id });
    await client.hear({ type: "handshake" });
  }
  return client;
}

/** Connects and joins a group without a password. */
export async function join(
  origin: string,
  group: string,
  username: string,
  request: Readonly<Record<string, readonly string[]>> = { "": ["audio", "video"] },
  version: readonly string[] = ["2"],
): Promise<GaleneClient> {
  const client = await connect(origin, username, { version });
  client.send({ type: "join", kind: "join", group, username, password: "" });
  await client.hear({ type: "joined", kind: "join" });
  client.send({ type: "request", request });
  return client;
}

function matches(message: Message, fields: Message): boolean {
  return Object.entries(fields).every(([key, value]) =>
    JSON.stringify(message[key]) === JSON.stringify(value)
  );
}
