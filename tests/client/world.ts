/**
 * A client of the client library in a world that the test plays: sockets, time, chance and peer connections are none.
 * @module
 */
import { type Client, createClient } from "../../ui/client/client.ts";
import type { SocketEvents } from "../../ui/client/connection.ts";
import type { ClientMessage, ServerJoined, ServerMessage } from "../../server/messages.ts";
import { createPlayedTime } from "../played_time.ts";

/** A client, and what surrounds it. */
export interface ClientWorld {
  readonly client: Client;
  /** What happened, by event. */
  readonly log: string[];
  /** What the client has said since the last call. */
  sent(): ClientMessage[];
  /** The server says something. */
  say(message: ServerMessage): void;
  /** The client joins, and the server takes it. */
  enter(): void;
  /** The socket breaks. */
  lose(): void;
  /** Time passes. */
  pass(ms: number): void;
}

/** How the server answers a join. */
export const JOINED: ServerJoined = {
  type: "joined",
  kind: "join",
  group: "lecture",
  username: "Ada",
  permissions: ["present", "message"],
};

/** Makes a world; `extended` says whether its server is one of ours. */
export function createClientWorld(extended = true): ClientWorld {
  const log: string[] = [];
  let said: ClientMessage[] = [];
  const time = createPlayedTime();
  let drawn = 1;
  let socket: SocketEvents | null = null;

  const client = createClient({
    group: "lecture",
    server: "https://meet.example/",
    environment: {
      openSocket: (url, events) => {
        log.push(`socket ${url}`);
        socket = events;
        return {
          send: (text) => void said.push(JSON.parse(text)),
          close: () => {
            socket = null;
          },
        };
      },
      nowMs: time.nowMs,
      after: time.after,
      random: () => {
        drawn = (drawn * 1103515245 + 12345) & 0x7fffffff;
        return drawn / 2 ** 31;
      },
      pixelRatio: () => 1,
    },
  });
  const say = (message: ServerMessage) => socket?.received(JSON.stringify(message));
  const shakeHands = () => {
    socket?.opened();
    say({ type: "handshake", version: extended ? ["2", "lectern-1"] : ["2"] });
    say(JOINED);
  };
  return {
    client,
    log,
    sent: () => {
      const all = said;
      said = [];
      return all;
    },
    say,
    enter: () => {
      client.join({ username: "Ada" });
      shakeHands();
    },
    lose: () => socket?.closed(),
    pass: (ms) => {
      const untilMs = time.nowMs() + ms;
      let before = socket;
      while (time.step(untilMs)) {
        if (socket !== null && socket !== before) shakeHands();
        before = socket;
      }
    },
  };
}

/** A track without a device. */
export function createFakeTrack(kind: "audio" | "video", height = 720): MediaStreamTrack {
  const settings = { width: height * 16 / 9, height };
  return Object.assign(new EventTarget(), {
    kind,
    getSettings: () => settings,
  }) as unknown as MediaStreamTrack;
}

/** A peer connection as far as peers use it: it negotiates with anybody, and carries nothing. */
class FakePeerConnection {
  connectionState = "new";
  iceConnectionState = "new";
  signalingState = "stable";
  localDescription: { sdp: string } | null = null;
  remoteDescription: { sdp: string } | null = null;
  onconnectionstatechange: (() => void) | null = null;
  oniceconnectionstatechange: (() => void) | null = null;
  readonly senders: { track: MediaStreamTrack }[] = [];

  addTransceiver(track: MediaStreamTrack) {
    this.senders.push({ track });
  }
  getSenders() {
    return this.senders.map((sender) => ({
      track: sender.track,
      replaceTrack: (track: MediaStreamTrack) => {
        sender.track = track;
        return Promise.resolve();
      },
      getParameters: () => ({ encodings: [] }),
      setParameters: () => Promise.resolve(),
    }));
  }
  getReceivers() {
    return [];
  }
  getTransceivers() {
    return [];
  }
  createOffer() {
    return Promise.resolve({ sdp: "offer" });
  }
  createAnswer() {
    return Promise.resolve({ sdp: "answer" });
  }
  setLocalDescription(description: { sdp: string }) {
    this.localDescription = description;
    this.signalingState = "have-local-offer";
    return Promise.resolve();
  }
  setRemoteDescription(description: { sdp: string }) {
    this.remoteDescription = description;
    this.signalingState = "stable";
    return description.sdp === "bad" ? Promise.reject(new Error("bad")) : Promise.resolve();
  }
  addIceCandidate() {
    return Promise.resolve();
  }
  close() {
    this.connectionState = "closed";
  }
}

/** Runs a test with peer connections that carry nothing. */
export async function withFakePeers(test: () => Promise<void>): Promise<void> {
  const before = Reflect.get(globalThis, "RTCPeerConnection");
  Reflect.set(globalThis, "RTCPeerConnection", FakePeerConnection);
  try {
    await test();
  } finally {
    Reflect.set(globalThis, "RTCPeerConnection", before);
  }
}

/** Waits until all that has been promised has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
