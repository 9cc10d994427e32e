/**
 * Commands of the main thread about one session, and what a session's transport has to say to its peer.
 * @module
 */
import { activateDown, pauseDown } from "../forward/router.ts";
import type { Session } from "../transport/session.ts";
import type { Command } from "./commands.ts";
import {
  changeView,
  changeWant,
  followUp,
  restartDown,
  subscribe,
  takeAnswer,
} from "./down_peer.ts";
import { closePeer, type Peers } from "./peers.ts";
import { publish } from "./up_peer.ts";

/** Commands about one session. */
export type SessionCommand = Extract<Command, { session: number }>;

/** Carries out a command about one session. */
export function handleSessionCommand(peers: Peers, command: SessionCommand, nowUs: number): void {
  switch (command.type) {
    case "publish":
      publish(peers, command, nowUs);
      // If it was refused, its receivers are about to be closed.
      if (peers.ups.has(command.session)) followUp(peers, command.session, nowUs);
      return;
    case "subscribe":
      return subscribe(peers, command, nowUs);
    case "close":
      return closePeer(peers, command.session);
  }
  const peer = peers.downs.get(command.session);
  // It may have been refused while the command was on its way; the main thread has been told.
  if (peer === undefined) return;
  switch (command.type) {
    case "want":
      return changeWant(peers, peer, command.want, nowUs);
    case "view":
      return changeView(peers, peer, command.view, nowUs);
    case "answer":
      return takeAnswer(peers, peer, command.sdp, nowUs);
    case "restart":
      return restartDown(peers, peer, nowUs);
  }
}

/** The transport of a peer is up. */
export function onConnected(peers: Peers, session: Session, nowUs: number): void {
  peers.post({ type: "connected", session: session.id });
  if (peers.downs.has(session.id)) activateDown(peers.router, session.id, nowUs, peers.out);
}

/** The transport of a peer is down. */
export function onLost(peers: Peers, session: Session, reason: string): void {
  if (peers.downs.has(session.id)) pauseDown(peers.router, session.id);
  peers.post({ type: "lost", session: session.id, reason });
}
