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
} from "@preact/signals-core";
import type { ServerSpeakers } from "./extension_messages.ts";
import type { ServerClose, ServerIce, ServerOffer } from "../../server/messages.ts";
import { type Activity, createActivity, hear } from "./activity.ts";
import type { Connection } from "./connection.ts";
import { createDownPeer, type DownPeer } from "./down_peer.ts";
import type { PeerState } from "./peer.ts";
import type { Session } from "./session.ts";
import { type ReceiveWish, REQUESTS } from "./requests.ts";
import type { StreamFacts } from "./stream_stats.ts";
import { createViews, type Pin, type View } from "./views.ts";

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
  /** What flows, once that has been measured. */
  readonly facts: Signal<StreamFacts | null>;
  /** Nothing of its video comes. */
  readonly stalled: ReadonlySignal<boolean>;
  /** How its tile shows it; null while nobody has measured that. */
  view: View | null;
  /** The best that is to come, by the person's choice. */
  readonly pin: Signal<Pin>;
  /** What the server was told of the last two, in its own words; "" for nothing. */
  told: string;
}

/** All that we receive. */
export interface DownStreams {
  readonly streams: ReadonlySignal<readonly DownStream[]>;
  /** A tile has a new size or place. */
  show(stream: DownStream, view: View): void;
  /** Chooses the best that is to come of a stream. */
  setPin(stream: DownStream, pin: Pin): void;
  /** Looks for better ways through the network, for all streams. */
  restart(): void;
  joined(): void;
  interrupted(): void;
  left(): void;
  readonly on: {
    offer(message: ServerOffer): void;
    ice(message: ServerIce): void;
    close(message: ServerClose): void;
    speakers(message: ServerSpeakers): void;
  };
  dispose(): void;
}

/** What the streams need. */
export interface DownStreamsOptions {
  readonly connection: Connection;
  readonly session: Session;
  readonly wish: ReadonlySignal<ReceiveWish>;
  /** Pixels of the screen for one of CSS. */
  pixelRatio(): number;
  /** A stream could not be received, and is no more. */
  failed(stream: DownStream): void;
  after(delayMs: number, callback: () => void): () => void;
}

/** How long after a reconnection a stream may take to come back, in milliseconds. */
const STALE_MS = 6000;

/** Between two readings of the sound levels, for servers that do not say who speaks, in milliseconds. */
const LEVEL_MS = 250;

/** Starts with nothing received. */
export function createDownStreams(options: DownStreamsOptions): DownStreams {
  const { connection, session, wish } = options;
  const streams = signal<readonly DownStream[]>([]);
  let lastKey = 0;
  let cancelStale: (() => void) | null = null;

  const views = createViews({
    connection,
    streams,
    everything: () => wish.peek() === "everything",
    pixelRatio: options.pixelRatio,
    after: options.after,
  });

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
        connection.send({ type: "abort", id });
        remove(broken);
        options.failed(broken);
      },
      tracks: (tracks) => {
        const target = stream();
        if (target !== undefined && target.id === id) target.tracks.value = tracks;
      },
    });

  const add = (message: ServerOffer): DownStream => {
    const peer: Signal<DownPeer> = signal(connect(message.id, () => stream));
    const facts = signal<StreamFacts | null>(null);
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
      facts,
      stalled: computed(() => facts.value?.stalled ?? false),
      view: null,
      pin: signal<Pin>("automatic"),
      told: "",
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
    stream.told = "";
    stream.facts.value = null;
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

  const request = () => connection.send({ type: "request", request: REQUESTS[wish.peek()] });

  const listen = async () => {
    for (const stream of streams.peek()) {
      const level = await stream.peer.peek().level();
      if (level !== null) noteLevel(stream, level);
    }
  };

  const endings: (() => void)[] = [
    effect(() => {
      void wish.value;
      if (session.phase.peek() !== "room") return;
      untracked(() => {
        views.tell();
        request();
      });
    }),
    effect(() => {
      if (connection.extended.value || streams.value.length === 0) return;
      const timer = setInterval(() => void listen(), LEVEL_MS);
      return () => clearInterval(timer);
    }),
  ];

  return {
    streams,
    show: (stream, view) => {
      stream.view = view;
      views.tellSoon();
    },
    setPin: (stream, pin) => {
      stream.pin.value = pin;
      views.tell();
    },
    restart: () => {
      for (const { id } of streams.peek()) connection.send({ type: "renegotiate", id });
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
        views.tellSoon();
      },
      ice: (message) => find(message.id)?.peer.peek().candidate(message.candidate),
      close: (message) => {
        const stream = find(message.id);
        if (stream !== undefined && !stream.stale) remove(stream);
      },
      speakers: (message) => {
        for (const stream of streams.peek()) {
          noteSpeaking(stream, message.streams.includes(stream.id));
        }
      },
    },
    dispose: () => {
      endings.forEach((stop) => stop());
      views.dispose();
      cancelStale?.();
      streams.peek().forEach(remove);
    },
  };
}

/** Notes how loud a stream is, where we find out ourselves who speaks. */
function noteLevel(stream: DownStream, level: number): void {
  stream.activity.value = hear(stream.activity.peek(), level, performance.now());
}

/** Notes what the server says of a stream: who speaks is not silent. */
function noteSpeaking(stream: DownStream, speaking: boolean): void {
  const before = stream.activity.peek();
  if (before.speaking === speaking) return;
  stream.activity.value = { ...before, speaking, silent: before.silent && !speaking };
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
