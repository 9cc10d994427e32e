/**
 * werift's own media path as a server: one publisher's packets to all others by RTCPeerConnection, over as much of Galène's
 * protocol as the synthetic clients speak. A program: the argument is the TCP port to listen on, on loopback.
 * @module
 */
import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  type RtpPacket,
  useOPUS,
} from "werift";
import { print } from "./run_all.ts";

/** What is read of the clients' messages. */
interface ClientMessage {
  readonly type: string;
  readonly id?: string;
  readonly sdp?: string;
}

/** The tracks that go to one viewer. */
interface Viewer {
  readonly connection: RTCPeerConnection;
  readonly audio: MediaStreamTrack;
  readonly video: MediaStreamTrack;
}

const viewers = new Set<Viewer>();
let requestKeyframe = () => {};

function createConnection(): RTCPeerConnection {
  return new RTCPeerConnection({
    iceServers: [],
    iceAdditionalHostAddresses: ["127.0.0.1"],
    iceUseIpv6: false,
    bundlePolicy: "max-bundle",
    codecs: {
      video: [
        new RTCRtpCodecParameters({
          mimeType: "video/VP8",
          clockRate: 90_000,
          rtcpFeedback: [{ type: "nack", parameter: "pli" }, { type: "goog-remb" }],
        }),
      ],
      audio: [useOPUS()],
    },
  });
}

/** Receives the publisher's stream and hands it on. */
async function publish(sdp: string): Promise<string> {
  const connection = createConnection();
  connection.onTrack.subscribe((track) => {
    const kind = track.kind === "video" ? "video" : "audio";
    track.onReceiveRtp.subscribe((packet: RtpPacket) => {
      for (const viewer of viewers) viewer[kind].writeRtp(packet);
    });
  });
  await connection.setRemoteDescription({ type: "offer", sdp });
  await connection.setLocalDescription(await connection.createAnswer());
  requestKeyframe = () => {
    for (const { receiver } of connection.getTransceivers()) {
      const ssrc = receiver.track?.kind === "video" ? receiver.track.ssrc : undefined;
      if (ssrc !== undefined) receiver.sendRtcpPLI(ssrc).catch(() => {});
    }
  };
  return connection.localDescription!.sdp;
}

/** Offers the stream to a viewer. */
async function subscribe(): Promise<Viewer> {
  const connection = createConnection();
  const audio = new MediaStreamTrack({ kind: "audio" });
  const video = new MediaStreamTrack({ kind: "video" });
  connection.addTransceiver(audio, { direction: "sendonly" });
  connection.addTransceiver(video, { direction: "sendonly" });
  await connection.setLocalDescription(await connection.createOffer());
  connection.connectionStateChange.subscribe((state) => {
    if (state === "connected") requestKeyframe();
  });
  return { connection, audio, video };
}

function serve(socket: WebSocket): void {
  const id = crypto.randomUUID();
  let viewer: Viewer | null = null;
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  async function take(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case "join":
        return send({ type: "joined", kind: "join" });
      case "offer":
        return send({ type: "answer", id: message.id, sdp: await publish(message.sdp ?? "") });
      case "request":
        viewer = await subscribe();
        return send({ type: "offer", id, sdp: viewer.connection.localDescription!.sdp });
      case "answer":
        if (viewer === null) return;
        await viewer.connection.setRemoteDescription({ type: "answer", sdp: message.sdp ?? "" });
        viewers.add(viewer);
    }
  }
  socket.onmessage = ({ data }) => {
    take(JSON.parse(data)).catch((error) => print(`a message failed: ${error}`));
  };
  socket.onclose = () => {
    if (viewer === null) return;
    viewers.delete(viewer);
    viewer.connection.close().catch(() => {});
  };
}

Deno.serve({ hostname: "127.0.0.1", port: Number(Deno.args[0]) }, (request) => {
  if (request.headers.get("upgrade") !== "websocket") return new Response("a forwarder\n");
  const { socket, response } = Deno.upgradeWebSocket(request);
  serve(socket);
  return response;
});
