/**
 * What the laboratory plants in a page: a client of the protocol that publishes a moving picture and a sound, or receives
 * all there is, and takes note of how that goes, twice a second.
 * @module
 */

/** A reading of a page, at one moment. Counts are those since the beginning. */
export interface PageSample {
  /** Unix time in milliseconds. */
  readonly atMs: number;
  /** Pictures of which everything came, and those that came out of the decoder: what comes late is of no use to others any more. */
  readonly framesReceived: number;
  readonly framesDecoded: number;
  /** Freezes and their sum as webrtc-stats defines them: gaps of over 3 usual ones, at least 150 ms more. */
  readonly freezes: number;
  readonly freezeMs: number;
  /** The longest time between two pictures shown that ended since the last reading, or goes on. */
  readonly gapMs: number;
  readonly width: number;
  /** Video as the decoder needs it, with what was sent again. */
  readonly videoBytes: number;
  readonly audioBytes: number;
  /** Packets that did not come by themselves. */
  readonly packetsLost: number;
  readonly nacks: number;
  readonly plis: number;
  /** Sum over pictures of the time that each spent in the jitter buffer, and their number. */
  readonly jitterBufferMs: number;
  readonly jitterBufferFrames: number;
  /** Samples of sound, and those of them that were made up, silence apart. */
  readonly audioSamples: number;
  readonly concealedSamples: number;
  /** What is sent, by encoding. */
  readonly encodings: Readonly<Record<string, { readonly frames: number; readonly width: number }>>;
  /** Bytes by the connection, of all kinds. */
  readonly bytesSent: number;
  readonly bytesCome: number;
  /** A publisher's own estimate; 0 if it has none. */
  readonly availableBps: number;
}

/** How many pictures a publisher makes. */
export const PICTURES_PER_SECOND = 24;

/** What `plantClient` leaves on `globalThis` of a page. */
export interface PageClient {
  /** Joins a group and asks for everything. */
  join(group: string, name: string): Promise<void>;
  /** Publishes; resolves once the server has answered. */
  publish(
    encodings: readonly { rid: string; scale: number; bps: number }[],
    picturesPerSecond: number,
  ): Promise<void>;
  /** The newest reading; null before the first. */
  latest(): PageSample | null;
  samples(): readonly PageSample[];
}

declare global {
  // A page has one of these, made by `plantClient`.
  var labClient: PageClient;
}

/**
 * Runs in the page. (It is sent to the page as text: it may use nothing from outside itself.)
 */
export function plantClient(): void {
  const WIDTH = 960;
  const HEIGHT = 540;
  const SAMPLE_MS = 500;

  const connections: RTCPeerConnection[] = [];
  const byStream = new Map<string, RTCPeerConnection>();
  const waiting = new Map<string, () => void>();
  const samples: PageSample[] = [];
  let id = "";
  let socket: WebSocket;
  let shownAtMs = 0;
  let longestGapMs = 0;

  const tell = (message: Record<string, unknown>) => socket.send(JSON.stringify(message));
  const once = (what: string) => new Promise<void>((resolve) => waiting.set(what, resolve));
  const happened = (what: string) => {
    waiting.get(what)?.();
    waiting.delete(what);
  };

  function connect(stream: string): RTCPeerConnection {
    const connection = new RTCPeerConnection();
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) tell({ type: "ice", id: stream, candidate });
    };
    connections.push(connection);
    byStream.set(stream, connection);
    return connection;
  }

  /** Notes when pictures are shown. */
  function watch(video: HTMLVideoElement): void {
    video.requestVideoFrameCallback(() => {
      const nowMs = performance.now();
      if (shownAtMs > 0) longestGapMs = Math.max(longestGapMs, nowMs - shownAtMs);
      shownAtMs = nowMs;
      watch(video);
    });
  }

  async function receive(stream: string, sdp: string): Promise<void> {
    const connection = byStream.get(stream) ?? connect(stream);
    connection.ontrack = ({ track }) => {
      const media = document.createElement(track.kind === "video" ? "video" : "audio");
      media.srcObject = new MediaStream([track]);
      media.autoplay = true;
      media.style.width = "320px";
      document.body.append(media);
      if (media instanceof HTMLVideoElement) watch(media);
    };
    await connection.setRemoteDescription({ type: "offer", sdp });
    await connection.setLocalDescription(await connection.createAnswer());
    tell({ type: "answer", id: stream, sdp: connection.localDescription!.sdp });
  }

  async function handle(message: Record<string, string>): Promise<void> {
    const stream = message["id"] ?? "";
    if (message["type"] === "ping") tell({ type: "pong" });
    else if (message["type"] === "handshake") happened("handshake");
    else if (message["type"] === "joined") happened("joined");
    else if (message["type"] === "offer") await receive(stream, message["sdp"]!);
    else if (message["type"] === "answer") {
      await byStream.get(stream)?.setRemoteDescription({ type: "answer", sdp: message["sdp"]! });
      happened("answer");
    }
  }

  /** Tiles of noise that wander: an encoder can spend any rate on them, and they look alike all the time. */
  function paint(context: CanvasRenderingContext2D, picturesPerSecond: number): void {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 240;
    const brush = tile.getContext("2d")!;
    for (let y = 0; y < 240; y += 3) {
      for (let x = 0; x < 240; x += 3) {
        brush.fillStyle = `hsl(${Math.random() * 360} 50% ${30 + Math.random() * 40}%)`;
        brush.fillRect(x, y, 3, 3);
      }
    }
    let count = 0;
    setInterval(() => {
      count++;
      context.fillStyle = "#345";
      context.fillRect(0, 0, WIDTH, HEIGHT);
      for (let i = 0; i < 3; i++) {
        const angle = count / 40 + i * 2;
        const x = WIDTH / 2 - 120 + Math.cos(angle) * 300;
        const y = HEIGHT / 2 - 120 + Math.sin(angle * 1.3) * 140;
        context.drawImage(tile, x, y);
      }
    }, 1000 / picturesPerSecond);
  }

  /** A voice's likeness: a tone that swells and fades four times a second and never stops. */
  function hum(): MediaStreamTrack {
    const audio = new AudioContext();
    const tone = new OscillatorNode(audio, { frequency: 220, type: "sawtooth" });
    const swell = new OscillatorNode(audio, { frequency: 4 });
    const depth = new GainNode(audio, { gain: 0.1 });
    const volume = new GainNode(audio, { gain: 0.2 });
    const out = audio.createMediaStreamDestination();
    swell.connect(depth).connect(volume.gain);
    tone.connect(volume).connect(out);
    tone.start();
    swell.start();
    return out.stream.getAudioTracks()[0]!;
  }

  async function read(): Promise<void> {
    const gapMs = shownAtMs > 0 ? Math.max(longestGapMs, performance.now() - shownAtMs) : 0;
    longestGapMs = 0;
    const now = {
      atMs: Date.now(),
      framesReceived: 0,
      framesDecoded: 0,
      freezes: 0,
      freezeMs: 0,
      gapMs,
      width: 0,
      videoBytes: 0,
      audioBytes: 0,
      packetsLost: 0,
      nacks: 0,
      plis: 0,
      jitterBufferMs: 0,
      jitterBufferFrames: 0,
      audioSamples: 0,
      concealedSamples: 0,
      encodings: {} as Record<string, { frames: number; width: number }>,
      bytesSent: 0,
      bytesCome: 0,
      availableBps: 0,
    };
    for (const connection of connections) {
      // deno-lint-ignore no-explicit-any -- the records of webrtc-stats are typed by their `type` field alone
      for (const stat of ((await connection.getStats()) as any).values()) {
        if (stat.type === "inbound-rtp" && stat.kind === "video") {
          now.framesReceived += stat.framesReceived;
          now.framesDecoded += stat.framesDecoded;
          now.freezes += stat.freezeCount;
          now.freezeMs += stat.totalFreezesDuration * 1000;
          now.width = stat.frameWidth ?? 0;
          now.videoBytes += stat.bytesReceived + stat.headerBytesReceived;
          now.packetsLost += stat.packetsLost;
          now.nacks += stat.nackCount;
          now.plis += stat.pliCount;
          now.jitterBufferMs += stat.jitterBufferDelay * 1000;
          now.jitterBufferFrames += stat.jitterBufferEmittedCount;
        } else if (stat.type === "inbound-rtp") {
          now.audioBytes += stat.bytesReceived + stat.headerBytesReceived;
          now.audioSamples += stat.totalSamplesReceived;
          now.concealedSamples += stat.concealedSamples - stat.silentConcealedSamples;
        } else if (stat.type === "outbound-rtp" && stat.kind === "video") {
          const { rid = "", framesSent = 0, frameWidth = 0 } = stat;
          now.encodings[rid] = { frames: framesSent, width: frameWidth };
        } else if (stat.type === "candidate-pair" && stat.nominated) {
          now.bytesSent += stat.bytesSent;
          now.bytesCome += stat.bytesReceived;
          now.availableBps = stat.availableOutgoingBitrate ?? 0;
        }
      }
    }
    samples.push(now);
  }

  globalThis.labClient = {
    async join(group, name) {
      // Statistics know members by their ids alone: the name is to be seen in it.
      id = `${crypto.getRandomValues(new Uint32Array(2)).join("")}-${name}`;
      socket = new WebSocket(`ws://${location.host}/ws`);
      socket.onmessage = ({ data }) => void handle(JSON.parse(data));
      await new Promise((resolve) => socket.onopen = resolve);
      tell({ type: "handshake", version: ["2", "lectern-1"], id });
      await once("handshake");
      tell({ type: "join", kind: "join", group, username: name, password: "" });
      await once("joined");
      tell({ type: "request", request: { "": ["audio", "video"] } });
      setInterval(read, SAMPLE_MS);
    },
    async publish(encodings, picturesPerSecond) {
      const canvas = document.createElement("canvas");
      canvas.width = WIDTH;
      canvas.height = HEIGHT;
      document.body.append(canvas);
      paint(canvas.getContext("2d")!, picturesPerSecond);
      const picture = canvas.captureStream(picturesPerSecond).getVideoTracks()[0]!;
      const camera = `${id}-camera`;
      const connection = connect(camera);
      connection.addTransceiver(hum(), { direction: "sendonly" });
      const { sender } = connection.addTransceiver(picture, {
        direction: "sendonly",
        sendEncodings: encodings.map(({ rid, scale, bps }) => ({
          rid,
          scaleResolutionDownBy: scale,
          maxBitrate: bps,
        })),
      });
      // Where the processor is too slow for all encodings: fewer pictures, not smaller ones.
      const parameters = {
        ...sender.getParameters(),
        degradationPreference: "maintain-resolution",
      };
      await sender.setParameters(parameters as RTCRtpSendParameters);
      await connection.setLocalDescription(await connection.createOffer());
      const { sdp } = connection.localDescription!;
      tell({ type: "offer", id: camera, label: "camera", sdp });
      await once("answer");
    },
    latest: () => samples.at(-1) ?? null,
    samples: () => samples,
  };
}
