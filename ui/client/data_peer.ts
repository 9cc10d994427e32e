/**
 * A connection straight to another browser, for data: one reliable channel named `file`, as Galène's clients make it. What it
 * says of itself goes through the server; what it carries does not.
 * @module
 */
import type { IceCandidate, RtcConfiguration } from "../../server/messages.ts";
import { toConfiguration, toIceCandidate } from "./peer.ts";

/** The other browser, seen from this one. */
export interface DataPeer {
  /** Begins, and returns the offer for the other side. */
  offer(): Promise<string>;
  /** Takes the other side's offer, and returns the answer. */
  answer(sdp: string): Promise<string>;
  /** Takes the other side's answer. */
  accept(sdp: string): Promise<void>;
  /** Takes a candidate of the other side; one that comes too early waits. */
  candidate(candidate: IceCandidate): void;
  /** Throws if the channel is not open. */
  send(data: Uint8Array<ArrayBuffer> | string): void;
  /** What has been sent and has not left yet, in bytes. */
  bufferedBytes(): number;
  /** Ends it; nothing is called back any more. */
  close(): void;
}

/** What a peer reports. */
export interface DataPeerEvents {
  candidate(candidate: IceCandidate): void;
  opened(): void;
  received(data: ArrayBuffer | string): void;
  /** What waited to leave has become little. */
  drained(): void;
  /** The connection has failed, or the other side has closed it. */
  closed(): void;
}

/** Makes peers; tests have their own. */
export type OpenDataPeer = (configuration: RtcConfiguration, events: DataPeerEvents) => DataPeer;

/** `drained` is called when this much is left, in bytes. */
export const LOW_WATER = 64 * 1024;

/** A connection that is interrupted may recover for this long, in milliseconds. */
const PATIENCE_MS = 10_000;

/** More candidates than this do not wait. */
const MOST_EARLY = 100;

/** A peer made of the browser's own connection. */
export function openDataPeer(configuration: RtcConfiguration, events: DataPeerEvents): DataPeer {
  const pc = new RTCPeerConnection(toConfiguration(configuration));
  const early: IceCandidate[] = [];
  let channel: RTCDataChannel | null = null;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const use = (fresh: RTCDataChannel) => {
    // The other side has no say in a second one.
    if (channel !== null) return fresh.close();
    channel = fresh;
    fresh.binaryType = "arraybuffer";
    fresh.bufferedAmountLowThreshold = LOW_WATER;
    fresh.onmessage = ({ data }) => events.received(data);
    fresh.onbufferedamountlow = () => events.drained();
    fresh.onclose = () => events.closed();
    if (fresh.readyState === "open") events.opened();
    else fresh.onopen = () => events.opened();
  };
  const take = (candidate: IceCandidate) => {
    // One that cannot be used leaves the others.
    pc.addIceCandidate(candidate).catch(() => {});
  };
  const describe = async (type: "offer" | "answer", sdp: string) => {
    await pc.setRemoteDescription({ type, sdp });
    for (const candidate of early.splice(0)) take(candidate);
  };
  const describeSelf = async () => {
    await pc.setLocalDescription();
    return pc.localDescription?.sdp ?? "";
  };

  pc.ondatachannel = ({ channel }) => use(channel);
  pc.onicecandidate = ({ candidate }) => {
    // The end of candidates matters to nobody: each is tried as it comes.
    if (candidate !== null && candidate.candidate !== "") {
      events.candidate(toIceCandidate(candidate));
    }
  };
  pc.onconnectionstatechange = () => {
    clearTimeout(patience);
    if (pc.connectionState === "failed") events.closed();
    if (pc.connectionState === "disconnected") {
      patience = setTimeout(() => events.closed(), PATIENCE_MS);
    }
  };

  return {
    offer: () => {
      use(pc.createDataChannel("file"));
      return describeSelf();
    },
    answer: async (sdp) => {
      await describe("offer", sdp);
      return await describeSelf();
    },
    accept: (sdp) => describe("answer", sdp),
    candidate: (candidate) => {
      if (pc.remoteDescription !== null) take(candidate);
      else if (early.length < MOST_EARLY) early.push(candidate);
    },
    send: (data) => {
      if (channel === null) throw new Error("The channel is not open.");
      if (typeof data === "string") channel.send(data);
      else channel.send(data);
    },
    bufferedBytes: () => channel?.bufferedAmount ?? 0,
    close: () => {
      clearTimeout(patience);
      for (const name of ["onicecandidate", "onconnectionstatechange", "ondatachannel"] as const) {
        pc[name] = null;
      }
      if (channel !== null) {
        for (const name of ["onmessage", "onbufferedamountlow", "onclose", "onopen"] as const) {
          channel[name] = null;
        }
      }
      pc.close();
    },
  };
}
