/**
 * A participant by Galène's protocol: it joins a group, publishes if it is to, and takes every stream that it is offered.
 * @module
 */
import type { Participant, Service } from "./client_commands.ts";
import {
  readCandidate,
  readServerDescription,
  writePublishOffer,
  writeReceiverAnswer,
} from "./client_sdp.ts";
import { addPeer, type Crowd } from "./clients.ts";
import { addCandidate, type ClientPeer, closePeer, connectPeer, transportOf } from "./peer.ts";
import { createPublisher } from "./publisher.ts";
import type { Presence } from "./presence.ts";

type GaleneService = Extract<Service, { type: "galene" }>;

/** What is read of the server's messages. */
interface ServerMessage {
  readonly type: string;
  readonly kind?: string;
  readonly id?: string;
  readonly sdp?: string;
  readonly value?: unknown;
  readonly candidate?: { readonly candidate?: string };
}

/** Lets a participant come. */
export function joinByGalene(
  crowd: Crowd,
  service: GaleneService,
  participant: Participant,
): Presence {
  const socket = new WebSocket(service.url);
  const downs = new Map<string, ClientPeer>();
  const upId = crypto.randomUUID().replaceAll("-", "");
  let up: ClientPeer | null = null;
  let leaving = false;
  const send = (message: unknown) => socket.send(JSON.stringify(message));

  function publish(): void {
    if (participant.publish === null) return;
    up = addPeer(crowd, participant.cohort);
    const publisher = createPublisher(up, participant.publish, null);
    crowd.publishers.push(publisher);
    const { audioSsrc, videoSsrc } = publisher;
    const sdp = writePublishOffer(transportOf(crowd, up), audioSsrc, videoSsrc);
    send({ type: "offer", id: upId, label: "camera", sdp });
  }

  function takeOffer(id: string, sdp: string): void {
    let peer = downs.get(id);
    if (peer === undefined) downs.set(id, peer = addPeer(crowd, participant.cohort));
    const offer = readServerDescription(sdp);
    send({ type: "answer", id, sdp: writeReceiverAnswer(offer, transportOf(crowd, peer)) });
    connectPeer(crowd, peer, offer, false);
  }

  function take(message: ServerMessage): void {
    const { type, kind, id = "", sdp = "" } = message;
    const peer = id === upId ? up : downs.get(id);
    switch (type) {
      case "ping":
        return send({ type: "pong" });
      case "joined":
        if (kind !== "join") return crowd.failed(`${participant.username} may not join`);
        if (participant.streams > 0) {
          send({ type: "request", request: { "": ["audio", "video"] } });
        }
        return publish();
      case "offer":
        return takeOffer(id, sdp);
      case "answer":
        if (up !== null) connectPeer(crowd, up, readServerDescription(sdp), true);
        return;
      case "ice": {
        const candidate = readCandidate(message.candidate?.candidate ?? "");
        if (peer && candidate) addCandidate(peer, candidate);
        return;
      }
      case "close":
        if (peer) closePeer(peer);
        downs.delete(id);
        return;
      case "abort":
        return crowd.failed(`the server refused the stream of ${participant.username}`);
      case "usermessage":
        if (kind === "error") crowd.failed(`${participant.username} hears: ${message.value}`);
    }
  }

  const openedUs = (performance.timeOrigin + performance.now()) * 1000;
  socket.onopen = () => {
    const id = crypto.randomUUID().replaceAll("-", "");
    const { username } = participant;
    send({ type: "handshake", version: ["2"], id });
    send({ type: "join", kind: "join", group: service.group, username, password: "" });
  };
  socket.onmessage = ({ data }) => {
    // What is said of other members is most of what is said where hundreds join, and tells us nothing.
    if (/^.{0,200}"type":"user"/.test(data)) return;
    try {
      take(JSON.parse(data));
    } catch (error) {
      crowd.failed(`${participant.username}: ${error}`);
    }
  };
  socket.onclose = ({ code, reason }) => {
    if (!leaving) crowd.failed(`the server closed a WebSocket: ${code} ${reason}`);
  };
  return {
    participant,
    openedUs,
    peers: () => [...downs.values()],
    publishing: () => participant.publish === null || (up !== null && up.srtpOut !== null),
    leave() {
      leaving = true;
      socket.close();
    },
  };
}
