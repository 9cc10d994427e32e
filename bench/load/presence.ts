/**
 * A participant from its coming to its going, whatever the server speaks.
 * @module
 */
import type { Arrival, Participant } from "./client_commands.ts";
import type { ClientPeer } from "./peer.ts";
import { type ReceiveTable, trackOf } from "./receive_table.ts";

/** One participant that is there. */
export interface Presence {
  readonly participant: Participant;
  /** Unix time in microseconds at which its WebSocket began to open. */
  readonly openedUs: number;
  /** The peers that receive. */
  readonly peers: () => readonly ClientPeer[];
  /** Whether what it is to publish flows; true also where that is nothing. */
  readonly publishing: () => boolean;
  readonly leave: () => void;
}

/** Whether a participant sends what it is to send and has all the streams that it waits for. */
export function isComplete(presence: Presence, table: ReceiveTable): boolean {
  if (!presence.publishing()) return false;
  const here = presence.peers().filter((peer) => firstVideoUs(table, peer) > 0);
  return here.length >= presence.participant.streams;
}

/** When its first video came. Only of participants that wait for streams. */
export function arrivalOf(presence: Presence, table: ReceiveTable): Arrival {
  const firsts = presence.peers().map((peer) => firstVideoUs(table, peer)).filter((us) => us > 0);
  const firstUs = Math.min(...firsts);
  return {
    cohort: presence.participant.cohort,
    delayMs: firsts.length === 0 ? null : (firstUs - presence.openedUs) / 1000,
  };
}

function firstVideoUs(table: ReceiveTable, peer: ClientPeer): number {
  return table.firstUs[trackOf(peer.number, "video")]!;
}
