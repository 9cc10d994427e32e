/**
 * What we receive: the streams of others, and in which quality we ask for each.
 * @module
 */
import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from "@preact/signals";
import type { ServerClose, ServerIce, ServerOffer } from "../../server/messages.ts";
import { type Activity, createActivity, hear } from "../activity.ts";
import type { Connection } from "../connection.ts";
import { isSmallTile } from "../encodings.ts";
import { createDownPeer, type DownPeer } from "../down_peer.ts";
import type { PeerState } from "../peer.ts";
import { text } from "../text.ts";
import type { Notices } from "./notices.ts";
import type { Session } from "./session.ts";
import { REQUESTS, type Settings } from "./settings.ts";

/** A stream of somebody else. */
export interface DownStream {
  /** Stays the same when a stream is replaced, and over a reconnection. */
  readonly key: string;
  readonly label: string;
  readonly username: string;
  id: string;
  source: string;
  readonly tracks: Signal<readonly MediaStreamTrack[]>;
  readonly state: ReadonlySignal<PeerState>;
  readonly activity: Signal<Activity>;
  readonly peer: Signal<DownPeer>;
  /** It comes from before the last reconnection: whether it goes on is not known yet. */
  stale: boolean;
  /** Its tile's size in CSS pixels; null while nobody has measured it. */
  size: { readonly width: number; readonly height: number } | null;
  /** What has been asked of the server beyond the general request. */
  asked: "default" | "low";
}

/** All that we receive. */
export interface DownStreams {
  readonly streams: ReadonlySignal<readonly DownStream[]>;
  /** A tile has a new size, in CSS pixels. */
  resized(stream: DownStream, width: number, height: number): void;
  joined(): void;
  interrupted(): void;
  left(): void;
  readonly on: {
    offer(message: ServerOffer): void;
    ice(message: ServerIce): void;
    close(message: ServerClose): void;
  };
  dispose(): void;
}

/** What the streams need. */
export interface DownStreamsOptions {
  readonly connection: Connection;
  readonly session: Session;
  readonly settings: Settings;
  readonly notices: Notices;
  after(delayMs: number, callback: () => void): () => void;
}

/** How long after a reconnection a stream may take to come back, in milliseconds. */
const STALE_MS = 6000;

/** After a resize, before the quality is asked for anew, in milliseconds. */
const RESIZE_MS = 200;

/** Between two readings of the sound levels, in milliseconds. */
const LEVEL_MS = 250;

/** Starts with nothing received. */
export function createDownStreams(options: DownStreamsOptions): DownStreams {
  const { connection, session, settings, notices } = options;
  const streams = signal<readonly DownStream[]>([]);
  const wish = computed(() => settings.values.value.receive);
  let lastKey = 0;
  let cancelResize: (() => void) | null = null;
  let cancelStale: (() => void) | null = null;

  const find = (id: string) => streams.peek().find((stream) => stream.id === id);

  /** A peer for `stream` that takes over from the one before it. */
  const connect = (id: string, stream: () => DownStream | undefined): DownPeer =>
    createDownPeer({
      id,
      rtcConfiguration: session.rtcConfiguration.peek(),
      send: connection.send,
      interrupted: connection.probe,
      broken: () => {
        const broken = stream();
        // What is stale gets a new peer, or goes, once the connection is back.
        if (broken === undefined || broken.id !== id || broken.stale) return;
        notices.show("warning", text.failure.receive(broken.username));
        connection.send({ type: "abort", id });
        remove(broken);
      },
      tracks: (tracks) => {
        const target = stream();
        if (target !== undefined && target.id === id) target.tracks.value = tracks;
      },
    });

  const add = (message: ServerOffer): DownStream => {
    const peer: Signal<DownPeer> = signal(connect(message.id, () => stream));
    const stream: DownStream = {
      key: `down-${++lastKey}`,
      label: message.label ?? "",
      username: message.username,
      id: message.id,
      source: message.source,
      tracks: signal([]),
      peer,
      state: computed(() => peer.value.state.value),
      activity: signal(createActivity(performance.now())),
      stale: false,
      size: null,
      asked: "default",
    };
    streams.value = [...streams.peek(), stream];
    return stream;
  };

  /** The stream goes on under another id, or over another connection. */
  const takeOver = (stream: DownStream, message: ServerOffer): DownStream => {
    stream.peer.peek().close();
    stream.id = message.id;
    stream.source = message.source;
    stream.stale = false;
    stream.asked = "default";
    stream.peer.value = connect(message.id, () => stream);
    return stream;
  };

  const remove = (stream: DownStream) => {
    stream.peer.peek().close();
    streams.value = streams.peek().filter((other) => other !== stream);
  };

  const receive = (message: ServerOffer): DownStream => {
    const same = find(message.id);
    if (same !== undefined && !same.stale) return same;
    const before = same ?? predecessor(streams.peek(), message);
    return before === undefined ? add(message) : takeOver(before, message);
  };

  /** Asks for less where a tile is small; only a stream that exists may be named, and only changes are sent. */
  const adapt = () => {
    for (const stream of streams.peek()) {
      if (stream.stale || stream.size === null) continue;
      const low = wish.peek() === "everything" && stream.label !== "screenshare" &&
        isSmallTile(stream.size.width, stream.size.height);
      const asked = low ? "low" : "default";
      if (asked === stream.asked) continue;
      stream.asked = asked;
      connection.send({
        type: "requestStream",
        id: stream.id,
        request: low ? ["audio", "video-low"] : null,
      });
    }
  };

  const adaptSoon = () => {
    cancelResize?.();
    cancelResize = options.after(RESIZE_MS, adapt);
  };

  const request = () => connection.send({ type: "request", request: REQUESTS[wish.peek()] });

  const listen = async () => {
    for (const stream of streams.peek()) {
      const level = await stream.peer.peek().level();
      if (level === null) continue;
      const before = stream.activity.peek();
      const after = hear(before, level, performance.now());
      stream.activity.value = after;
    }
  };

  const endings: (() => void)[] = [
    effect(() => {
      void wish.value;
      if (session.phase.peek() !== "room") return;
      untracked(() => {
        adapt();
        request();
      });
    }),
    effect(() => {
      if (streams.value.length === 0) return;
      const timer = setInterval(() => void listen(), LEVEL_MS);
      return () => clearInterval(timer);
    }),
  ];

  return {
    streams,
    resized: (stream, width, height) => {
      stream.size = { width, height };
      adaptSoon();
    },
    joined: () => {
      request();
      cancelStale?.();
      cancelStale = options.after(STALE_MS, () => {
        for (const stream of streams.peek()) if (stream.stale) remove(stream);
      });
    },
    interrupted: () => {
      for (const stream of streams.peek()) stream.stale = true;
    },
    left: () => streams.peek().forEach(remove),
    on: {
      offer: (message) => {
        const stream = receive(message);
        stream.peer.peek().offer(message);
        adaptSoon();
      },
      ice: (message) => find(message.id)?.peer.peek().candidate(message.candidate),
      close: (message) => {
        const stream = find(message.id);
        if (stream !== undefined && !stream.stale) remove(stream);
      },
    },
    dispose: () => {
      endings.forEach((stop) => stop());
      cancelResize?.();
      cancelStale?.();
      streams.peek().forEach(remove);
    },
  };
}

/** What identifies a stream to people: enough of a stream for finding its place again. */
export interface StreamIdentity {
  readonly id: string;
  readonly label: string;
  readonly username: string;
  readonly source: string;
  readonly stale: boolean;
}

/**
 * The stream that an offered one continues: the one that it replaces (if it is of the same member), or one from before a
 * reconnection, of the same name and label.
 */
export function predecessor<T extends StreamIdentity>(
  streams: readonly T[],
  message: Pick<ServerOffer, "id" | "label" | "username" | "source" | "replace">,
): T | undefined {
  const label = message.label ?? "";
  const replaced = streams.find((stream) =>
    stream.id === message.replace && stream.label === label &&
    (stream.stale || stream.source === message.source)
  );
  return replaced ??
    streams.find((stream) =>
      stream.stale && stream.label === label && stream.username === message.username
    );
}
