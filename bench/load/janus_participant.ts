/**
 * A participant of Janus: it watches a mountpoint of the streaming plugin over Janus's WebSocket API, or feeds it with plain RTP.
 * @module
 */
import type { Participant, Service } from "./client_commands.ts";
import { readServerDescription, writeReceiverAnswer } from "./client_sdp.ts";
import { addPeer, type Crowd } from "./clients.ts";
import { type ClientPeer, connectPeer, transportOf } from "./peer.ts";
import type { Presence } from "./presence.ts";
import { createPublisher } from "./publisher.ts";

type JanusService = Extract<Service, { type: "janus" }>;

/** What is read of Janus's messages. */
interface JanusMessage {
  readonly janus: string;
  readonly transaction?: string;
  readonly data?: { readonly id: number };
  readonly jsep?: { readonly type: string; readonly sdp: string };
  readonly error?: { readonly reason: string };
  readonly plugindata?: { readonly data?: { readonly error?: string } };
}

/** Janus ends sessions that say nothing for a minute. */
const KEEPALIVE_MS = 20_000;

/** Lets a participant come. */
export function joinByJanus(
  crowd: Crowd,
  service: JanusService,
  participant: Participant,
): Presence {
  const openedUs = (performance.timeOrigin + performance.now()) * 1000;
  if (participant.publish !== null) {
    const peer = addPeer(crowd, participant.cohort);
    crowd.publishers.push(createPublisher(peer, participant.publish, service));
    return { participant, openedUs, peers: () => [], publishing: () => true, leave: () => {} };
  }
  const peers: ClientPeer[] = [];
  const socket = new WebSocket(service.url, "janus-protocol");
  let session = 0;
  let handle = 0;
  let leaving = false;
  const send = (message: Record<string, unknown>) => {
    const address = { "session_id": session || undefined, "handle_id": handle || undefined };
    socket.send(JSON.stringify({ transaction: `${message.janus}`, ...address, ...message }));
  };
  const keepalive = setInterval(() => {
    if (session > 0) send({ janus: "keepalive", "handle_id": undefined });
  }, KEEPALIVE_MS);

  function takeOffer(sdp: string): void {
    const peer = addPeer(crowd, participant.cohort);
    peers.push(peer);
    const offer = readServerDescription(sdp);
    const answer = writeReceiverAnswer(offer, transportOf(crowd, peer, offer.candidates[0]));
    send({
      janus: "message",
      body: { request: "start" },
      jsep: { type: "answer", sdp: answer },
    });
    connectPeer(crowd, peer, offer, false);
  }

  function take(message: JanusMessage): void {
    const error = message.error?.reason ?? message.plugindata?.data?.error;
    if (error !== undefined) return crowd.failed(`Janus says: ${error}`);
    if (message.jsep?.type === "offer") return takeOffer(message.jsep.sdp);
    if (message.janus !== "success" || message.data === undefined) return;
    if (message.transaction === "create") {
      session = message.data.id;
      send({ janus: "attach", plugin: "janus.plugin.streaming" });
    } else if (message.transaction === "attach") {
      handle = message.data.id;
      send({ janus: "message", body: { request: "watch", id: service.mountpoint } });
    }
  }

  socket.onopen = () => send({ janus: "create" });
  socket.onmessage = ({ data }) => {
    try {
      take(JSON.parse(data));
    } catch (error) {
      crowd.failed(`${participant.username}: ${error}`);
    }
  };
  socket.onclose = ({ code, reason }) => {
    clearInterval(keepalive);
    if (!leaving) crowd.failed(`Janus closed a WebSocket: ${code} ${reason}`);
  };
  return {
    participant,
    openedUs,
    peers: () => peers,
    publishing: () => true,
    leave() {
      leaving = true;
      clearInterval(keepalive);
      socket.close();
    },
  };
}
