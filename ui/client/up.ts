/**
 * What we send: one stream of camera and microphone, and any number of screens. Streams outlive their peers, so that after a
 * reconnection the same tracks go on under new ids.
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
import { text } from "../text.ts";
import { createUpPeer, type UpPeer } from "./up_peer.ts";
import type { Capture } from "../models/capture.ts";
import type { Notices } from "../models/notices.ts";
import { captureScreen, endTrack } from "../models/screen.ts";
import type { Session } from "./session.ts";
import { SEND_BPS, type Settings } from "../models/settings.ts";

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
  /** Share of its packets that the server misses, if that is worth telling. */
  readonly loss: Signal<number>;
  /** What flows, once that has been measured. */
  readonly facts: Signal<StreamFacts | null>;
  /** Peers that broke since one last worked. */
  failures: number;
}

/** All that we send. */
export interface UpStreams {
  readonly streams: ReadonlySignal<readonly UpStream[]>;
  readonly sharing: ReadonlySignal<boolean>;
  share(): Promise<void>;
  stopSharing(): void;
  /** Ends one shared screen. */
  stop(stream: UpStream): void;
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

/** What the streams are made of. */
export interface UpStreamsOptions {
  readonly connection: Connection;
  readonly session: Session;
  readonly settings: Settings;
  readonly notices: Notices;
  readonly camera: Capture;
  readonly microphone: Capture;
  random(): number;
  after(delayMs: number, callback: () => void): () => void;
}

/** A stream that breaks again and again is given up after this many peers. */
const MAX_FAILURES = 4;
const REPAIR_MS = 1500;

/** When people leave, others may come soon: a camera's small encoding ends only after 10 to 20 s. */
const SMALL_LINGER_MS = 10_000;

/** Starts watching camera and microphone: they are sent while we are in the room and may present. */
export function createUpStreams(options: UpStreamsOptions): UpStreams {
  const { session, settings, notices, connection } = options;
  const streams = signal<readonly UpStream[]>([]);
  const maxBps = computed(() => SEND_BPS[settings.values.value.send]);
  /** There are people enough for small encodings. */
  const crowded = signal(false);
  let lastKey = 0;

  const inRoom = () => session.phase.peek() === "room";
  const connected = () => inRoom() && !session.reconnecting.peek();

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
  const publish = (stream: UpStream) => {
    if (!connected()) return;
    const old = stream.peer.peek();
    const { id: source, username } = session.self.peek();
    stream.superseded?.close();
    stream.superseded = old;
    stream.wanted = {};
    stream.loss.value = 0;
    stream.facts.value = null;
    const peer = createUpPeer({
      id: createId(options.random),
      tracks: stream.tracks.peek(),
      encodings: encodingsOf(stream),
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
    if (stream.failures > MAX_FAILURES) {
      notices.show("error", text.failure.publishRefused);
      return close(stream);
    }
    notices.show("warning", text.failure.publish);
    options.after(REPAIR_MS, () => {
      if (stream.peer.peek() === peer) publish(stream);
    });
  };

  /** Ends our side only. */
  const release = (stream: UpStream) => {
    stream.superseded?.close();
    stream.superseded = null;
    stream.peer.peek()?.close();
    stream.peer.value = null;
  };

  const close = (stream: UpStream) => {
    const id = stream.peer.peek()?.id;
    release(stream);
    if (id !== undefined) connection.send({ type: "close", id });
    streams.value = streams.peek().filter((other) => other !== stream);
    if (stream.label !== "camera") { for (const track of stream.tracks.peek()) endTrack(track); }
  };

  /** Brings the stream of camera and microphone in line with the devices. */
  const follow = (wanted: readonly MediaStreamTrack[]) => {
    const stream = streams.peek().find((one) => one.label === "camera");
    if (stream === undefined) {
      if (wanted.length > 0) publish(create("camera", wanted));
      return;
    }
    if (wanted.length === 0) return close(stream);
    const before = stream.tracks.peek();
    if (sameTracks(before, wanted)) return;
    const encodings = encodingCount(encodingsOf(stream));
    stream.tracks.value = wanted;
    const sameShape = kinds(before) === kinds(wanted) &&
      encodings === encodingCount(encodingsOf(stream));
    if (!sameShape) return publish(stream);
    for (const track of wanted) {
      if (!before.includes(track)) stream.peer.peek()?.replaceTrack(track);
    }
  };

  /** We may not send: devices that nobody sees or hears are switched off. */
  const forbid = () => {
    const inUse = [options.camera, options.microphone].filter(isInUse);
    if (inUse.length + streams.peek().length === 0) return;
    for (const capture of inUse) capture.stop();
    streams.peek().forEach(close);
    notices.show("warning", text.failure.mayNotPresent);
  };

  const endings: (() => void)[] = [
    effect(() => {
      const wanted = [options.microphone.track.value, options.camera.track.value]
        .filter((track) => track !== null);
      const inside = session.phase.value === "room";
      const allowed = session.may("present");
      untracked(() => {
        if (inside && !allowed) return forbid();
        follow(inside ? wanted : []);
      });
    }),
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
  const screens = () => streams.peek().filter((stream) => stream.label === "screenshare");

  return {
    streams,
    sharing: computed(() => streams.value.some((stream) => stream.label === "screenshare")),
    share: async () => {
      const tracks = await captureScreen(notices);
      if (tracks === null) return;
      if (!inRoom()) return tracks.forEach(endTrack);
      const stream = create("screenshare", tracks);
      for (const track of tracks) {
        track.onended = () => {
          if (track.kind === "video") close(stream);
        };
      }
      publish(stream);
    },
    stopSharing: () => screens().forEach(close),
    stop: close,
    joined: () => {
      for (const stream of streams.peek()) if (stream.peer.peek() === null) publish(stream);
    },
    interrupted: () => streams.peek().forEach(release),
    left: () => streams.peek().forEach(close),
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
        if (stream === undefined) return;
        if (stream.label === "camera") {
          options.camera.stop();
          options.microphone.stop();
        }
        // The devices' effect may have closed it already.
        if (streams.peek().includes(stream)) close(stream);
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
      streams.peek().forEach(close);
    },
  };
}

function isInUse(capture: Capture): boolean {
  return capture.starting.peek() || capture.track.peek() !== null;
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
