/**
 * A server that is played in the page itself: the room meets people who are not there, by the protocol alone, so that it
 * shows what it would show of them.
 * @module
 */
import type { ClientMessage, Data, JsonValue, ServerMessage } from "../../server/messages.ts";
import type { Environment, Socket, SocketEvents } from "../client/connection.ts";
import { createPlayedStream, type PlayedStream, type Show } from "./played_stream.ts";

/** Somebody who is played. */
export interface Figure {
  readonly id: string;
  readonly username: string;
  readonly permissions?: readonly string[];
  readonly data?: Data;
  /** What comes of it. */
  readonly shows?: readonly Show[];
}

/** What is played. */
export interface Scene {
  readonly status: Readonly<Record<string, JsonValue>>;
  readonly permissions: readonly string[];
  readonly figures: readonly Figure[];
  /** Further messages, said once everybody is there. */
  readonly messages: readonly ServerMessage[];
}

/** The server, and what can befall it. */
export interface PlayedServer {
  readonly openSocket: Environment["openSocket"];
  /** Says something to the client. */
  say(message: ServerMessage): void;
  /** Goes away, and does not come back. */
  vanish(): void;
}

/** A server that plays `scene` to whoever joins. */
export function createPlayedServer(scene: Scene): PlayedServer {
  const streams = new Map<string, PlayedStream>();
  let events: SocketEvents | null = null;
  let ownId = "";
  let username = "";
  let gone = false;

  const say = (message: ServerMessage) => {
    // As over a network: never while the client still speaks.
    queueMicrotask(() => events?.received(JSON.stringify(message)));
  };

  const enter = (name: string) => {
    username = name;
    const { status, permissions, figures } = scene;
    say({
      type: "joined",
      kind: "join",
      group: "styleguide",
      username,
      permissions,
      status: { name: "styleguide", ...status },
    });
    say({ type: "user", kind: "add", id: ownId, username, permissions });
    for (const { id, username, permissions = ["present", "message"], data = {} } of figures) {
      say({ type: "user", kind: "add", id, username, permissions, data });
    }
  };

  const show = () => {
    for (const figure of scene.figures) {
      for (const one of figure.shows ?? []) {
        const id = `${figure.id}-${one.label}`;
        if (streams.has(id)) continue;
        streams.set(id, createPlayedStream({ id, figure, show: one, say }));
      }
    }
    scene.messages.forEach(say);
  };

  const hear = (message: ClientMessage) => {
    switch (message.type) {
      case "handshake":
        ownId = message.id ?? "";
        return say({ type: "handshake", version: ["2", "lectern-1"] });
      case "ping":
        return say({ type: "pong" });
      case "join":
        return enter(message.username ?? "");
      case "request":
        return show();
      case "answer":
        return streams.get(message.id ?? "")?.answered(message.sdp ?? "");
      case "ice":
        return streams.get(message.id ?? "")?.candidate(message.candidate ?? null);
      case "offer":
        return say({ type: "abort", id: message.id ?? "" });
      case "chat":
        return say({
          type: "chat",
          id: message.id ?? "",
          source: ownId,
          username,
          time: new Date().toISOString(),
          kind: message.kind ?? "",
          value: message.value ?? "",
          ...message.dest ? { dest: message.dest } : {},
        });
    }
  };

  return {
    say,
    vanish: () => {
      gone = true;
      events?.closed();
    },
    openSocket: (_url, its): Socket => {
      if (gone) {
        queueMicrotask(its.closed);
        return { send: () => {}, close: () => {} };
      }
      events = its;
      queueMicrotask(its.opened);
      return { send: (text) => hear(JSON.parse(text)), close: () => {} };
    },
  };
}
