/**
 * What we send: any number of streams, each of one or two tracks. Streams outlive their peers, so that after a reconnection the
 * same tracks go on under new ids.
 * @module
 */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { ServerEncodings, ServerSlowlink } from "./extension_messages.ts";
import type {
  ServerAbort,
  ServerAnswer,
  ServerIce,
  ServerRenegotiate,
} from "../../server/messages.ts";
import { type Connection, createId } from "./connection.ts";
import { encodingCount, type EncodingPlan, type StreamLabel, wantsSmall } from "./encodings.ts";
import type { StreamFacts } from "./stream_stats.ts";
import type { PeerState } from "./peer.ts";
import { createUpPeer, type UpPeer } from "./up_peer.ts";
import type { Session } from "./session.ts";

/** A stream of ours. */
export interface UpStream {
  /** Stays the same over reconnections and replacements. */
  readonly key: string;
  readonly label: StreamLabel;
  readonly tracks: Signal<readonly MediaStreamTrack[]>;
  readonly state: ReadonlySignal<PeerState>;
  readonly peer: Signal<UpPeer | null>;
  /** The peer before this one: it goes on sending until the server has taken the new one. */
  superseded: UpPeer | null;
  /** Which encodings the server wants, by name. */
  wanted: Readonly<Record<string, boolean>>;
  /** How many encodings its video was offered with. */
  encodings: number;
  /** Share of its packets that the server misses, if that is worth telling. */
  readonly loss: Signal<number>;
  /** What flows, once that has been measured. */
  readonly facts: Signal<StreamFacts | null>;
  /** Peers that broke since one last worked. */
  failures: number;
}

/** Why a stream has ended: we wanted that, we have left the group, the server refuses it, or it broke too often. */
export type UpEnd = "closed" | "left" | "refused" | "broken";

/** What happens to streams by itself. */
export interface UpEvents {
  /** The stream has broken, and is made anew. */
  failed(stream: UpStream): void;
  /** The stream is no more. Its tracks go on: they belong to whoever made them. */
  ended(stream: UpStream, why: UpEnd): void;
}

/** All that we send. */
export interface UpStreams {
  readonly streams: ReadonlySignal<readonly UpStream[]>;
  /** Sends tracks (at most one of each kind), now or as soon as we are in a group, until one of us ends it. */
  publish(label: StreamLabel, tracks: readonly MediaStreamTrack[]): UpStream;
  /** Sends other tracks in a stream; none ends it. */
  setTracks(stream: UpStream, tracks: readonly MediaStreamTrack[]): void;
  close(stream: UpStream): void;
  /** Looks for better ways through the network, for all streams. */
  restart(): void;
  /** Makes all streams anew, under new ids; the old ones go on until the server has taken these. */
  renew(): void;
  joined(): void;
  interrupted(): void;
  left(): void;
  readonly on: {
    answer(message: ServerAnswer): void;
    /** False if the stream is not ours. */
    ice(message: ServerIce): boolean;
    renegotiate(message: ServerRenegotiate): void;
    abort(message: ServerAbort): void;
    encodings(message: ServerEncodings): void;
    slowlink(message: ServerSlowlink): void;
  };
  dispose(): void;
}

/** What streams need. */
export interface UpStreamsOptions {
  readonly connection: Connection;
  readonly session: Session;
  /** Most bits per second of a video; Infinity for no limit. */
  readonly maxBps: ReadonlySignal<number>;
  readonly events: UpEvents;
  random(): number;
  after(delayMs: number, callback: () => void): () => void;
}

/** A stream that breaks again and again is given up after this many peers. */
const MAX_FAILURES = 4;
const REPAIR_MS = 1500;

/** When people leave, others may come soon: a camera's small encoding ends only after 10 to 20 s. */
const SMALL_LINGER_MS = 10_000;

/** Starts with nothing sent. */
export function createUpStreams(options: UpStreamsOptions): UpStreams {
  const { session, connection, maxBps, events } = options;
  const streams = signal<readonly UpStream[]>([]);
  /** There are people enough for small encodings. */
  const crowded = signal(false);
  let lastKey = 0;

  const connected = () => session.phase.peek() === "room" && !session.reconnecting.peek();

  const create = (label: StreamLabel, tracks: readonly MediaStreamTrack[]): UpStream => {
    const peer = signal<UpPeer | null>(null);
    const stream: UpStream = {
      key: `up-${++lastKey}`,
      label,
      tracks: signal(tracks),
      peer,
      state: computed(() => peer.value?.state.value ?? "connecting"),
      superseded: null,
      wanted: {},
      encodings: 0,
      loss: signal(0),
      facts: signal(null),
      failures: 0,
    };
    streams.value = [...streams.peek(), stream];
    return stream;
  };

  const encodingsOf = ({ label, wanted, tracks }: UpStream): EncodingPlan => ({
    label,
    maxBps: maxBps.peek(),
    height: heightOf(tracks.peek()),
    choice: connection.extended.peek()
      ? { by: "server", wanted }
      : { by: "members", small: wantsSmall(crowded.peek() ? 3 : 2, maxBps.peek()) },
  });

  /** Offers the stream under a new id; a peer that it already has is superseded. */
  const offer = (stream: UpStream) => {
    if (!connected()) return;
    const old = stream.peer.peek();
    const { id: source, username } = session.self.peek();
    stream.superseded?.close();
    stream.superseded = old;
    stream.wanted = {};
    stream.loss.value = 0;
    stream.facts.value = null;
    const encodings = encodingsOf(stream);
    stream.encodings = encodingCount(encodings);
    const peer = createUpPeer({
      id: createId(options.random),
      tracks: stream.tracks.peek(),
      encodings,
      replace: old?.id ?? null,
      source,
      username,
      rtcConfiguration: session.rtcConfiguration.peek(),
      send: connection.send,
      interrupted: connection.probe,
      broken: () => repair(stream, peer),
      accepted: () => {
        stream.superseded?.close();
        stream.superseded = null;
        stream.failures = 0;
      },
    });
    stream.peer.value = peer;
  };

  const repair = (stream: UpStream, peer: UpPeer) => {
    if (stream.peer.peek() !== peer) return;
    stream.failures += 1;
    if (stream.failures > MAX_FAILURES) return end(stream, "broken");
    events.failed(stream);
    options.after(REPAIR_MS, () => {
      if (stream.peer.peek() === peer) offer(stream);
    });
  };

  /** Ends our side only. */
  const release = (stream: UpStream) => {
    stream.superseded?.close();
    stream.superseded = null;
    stream.peer.peek()?.close();
    stream.peer.value = null;
  };

  const end = (stream: UpStream, why: UpEnd) => {
    if (!streams.peek().includes(stream)) return;
    const id = stream.peer.peek()?.id;
    release(stream);
    if (id !== undefined) connection.send({ type: "close", id });
    streams.value = streams.peek().filter((other) => other !== stream);
    events.ended(stream, why);
  };

  const setTracks = (stream: UpStream, tracks: readonly MediaStreamTrack[]) => {
    if (!streams.peek().includes(stream)) return;
    if (tracks.length === 0) return end(stream, "closed");
    const before = stream.tracks.peek();
    if (sameTracks(before, tracks)) return;
    stream.tracks.value = tracks;
    const sameShape = kinds(before) === kinds(tracks) &&
      stream.encodings === encodingCount(encodingsOf(stream));
    if (!sameShape) return offer(stream);
    const peer = stream.peer.peek();
    for (const track of tracks) {
      if (!before.includes(track)) peer?.replaceTrack(track);
    }
    // A larger picture is worth more.
    peer?.setEncodings(encodingsOf(stream));
  };

  const endings: (() => void)[] = [
    effect(() => {
      void (maxBps.value, crowded.value);
      for (const stream of streams.peek()) stream.peer.peek()?.setEncodings(encodingsOf(stream));
    }),
    effect(() => {
      if (session.members.value.size > 2) {
        crowded.value = true;
        return;
      }
      if (!crowded.peek()) return;
      const delayMs = SMALL_LINGER_MS * (1 + options.random());
      return options.after(delayMs, () => {
        crowded.value = false;
      });
    }),
  ];

  const find = (id: string) => streams.peek().find((stream) => stream.peer.peek()?.id === id);

  return {
    streams,
    publish: (label, tracks) => {
      const stream = create(label, tracks);
      offer(stream);
      return stream;
    },
    setTracks,
    close: (stream) => end(stream, "closed"),
    restart: () => streams.peek().forEach((stream) => stream.peer.peek()?.restart()),
    renew: () => streams.peek().forEach(offer),
    joined: () => {
      for (const stream of streams.peek()) if (stream.peer.peek() === null) offer(stream);
    },
    interrupted: () => streams.peek().forEach(release),
    left: () => streams.peek().forEach((stream) => end(stream, "left")),
    on: {
      answer: (message) => find(message.id)?.peer.peek()?.answer(message),
      ice: (message) => {
        const peer = find(message.id)?.peer.peek();
        peer?.candidate(message.candidate);
        return peer !== undefined;
      },
      renegotiate: (message) => find(message.id)?.peer.peek()?.restart(),
      abort: (message) => {
        const stream = find(message.id);
        if (stream !== undefined) end(stream, "refused");
      },
      encodings: (message) => {
        const stream = find(message.id);
        if (stream === undefined) return;
        stream.wanted = message.encodings;
        stream.peer.peek()?.setEncodings(encodingsOf(stream));
      },
      slowlink: (message) => {
        const stream = find(message.id);
        if (stream !== undefined) stream.loss.value = message.loss;
      },
    },
    dispose: () => {
      endings.forEach((stop) => stop());
      streams.peek().forEach((stream) => end(stream, "closed"));
    },
  };
}

/** The shorter side of a video's picture in pixels; 0 if there is none. */
function heightOf(tracks: readonly MediaStreamTrack[]): number {
  const { width = 0, height = 0 } = tracks.find(({ kind }) => kind === "video")?.getSettings() ??
    {};
  return Math.min(width, height);
}

function sameTracks(a: readonly MediaStreamTrack[], b: readonly MediaStreamTrack[]): boolean {
  return a.length === b.length && a.every((track, index) => track === b[index]);
}

function kinds(tracks: readonly MediaStreamTrack[]): string {
  return tracks.map((track) => track.kind).sort().join();
}
