/**
 * The SFU proper: which down tracks follow which up track, and the loop that hands each packet to all of them. Sans-IO: it
 * is fed with plaintext packets and the time, and fills a {@link ForwardOut}.
 *
 * An up session has one or more media (m-sections, told apart by mid), each with one to four encodings (SSRCs). A
 * down session follows one up session; each of its tracks follows one media.
 * @module
 */
import type { RtcpPacket } from "../packet/rtcp.ts";
import type { UpMedia } from "../sdp/negotiate.ts";
import type { ForwardOut } from "./output.ts";

/** What the router is given once. */
export interface RouterOptions {
  /** Random unsigned 32-bit numbers, for first sequence numbers and the SSRC of our own reports. */
  readonly random32: () => number;
  /** Bound of all packet rings together, in bytes; 512 MiB by default. */
  readonly maxRingBytes?: number;
  /** What publishers are told that they may send at most, in bits per second; 8 Mb/s by default. */
  readonly rembBps?: number;
}

/** One track for a receiver, as its answer left it. */
export interface DownTrackSpec {
  readonly kind: "audio" | "video";
  /** The media of the up session that it follows. */
  readonly mid: string;
  /** Galène's name of the codec; packets of the up media in another codec are not forwarded. */
  readonly codec: string;
  readonly ssrc: number;
  /** SSRC of its retransmissions; used if `rtxPayloadType` is not -1. */
  readonly rtxSsrc: number;
  readonly payloadType: number;
  /** Payload type of its retransmissions, or -1: then packets are sent again under their own SSRC. */
  readonly rtxPayloadType: number;
  readonly clockRateHz: number;
  readonly cname: string;
}

/** Which encodings and layers of a video a receiver may get: the least, or all. */
export type Ceiling = "low" | "high";

/** All sessions of one worker. */
export interface Router {
  readonly counters: RouterCounters;
}

/** Counters only grow. */
export interface RouterCounters {
  packetsIn: number;
  packetsOut: number;
  bytesIn: number;
  bytesOut: number;
}

/** Makes a router without sessions. */
export declare function createRouter(options: RouterOptions): Router;

/**
 * Sets what an up session publishes: the first time, or after a renegotiation. Media that are still there (same mid, kind and
 * codecs) keep their state and followers; the others end.
 */
export declare function setUp(
  router: Router,
  session: number,
  media: readonly UpMedia[],
  nowUs: number,
): void;

/** Ends an up session. Down sessions that follow it stay, silent, until they are removed. Unknown ones are ignored. */
export declare function removeUp(router: Router, session: number): void;

/**
 * Sets the tracks of a down session: the first time, or after a renegotiation. Tracks with an SSRC that is already there go on
 * without a break. Nothing is sent before {@link activateDown}. The up session may come later.
 */
export declare function setDown(
  router: Router,
  session: number,
  upSession: number,
  tracks: readonly DownTrackSpec[],
  nowUs: number,
  out: ForwardOut,
): void;

/** Sets how good the video that a down session gets from `mid` may be; "high" until set. Takes effect in place. */
export declare function setCeiling(
  router: Router,
  session: number,
  mid: string,
  ceiling: Ceiling,
  nowUs: number,
  out: ForwardOut,
): void;

/** The down session is connected: media flows from here, from the cached key frame if there is one. */
export declare function activateDown(
  router: Router,
  session: number,
  nowUs: number,
  out: ForwardOut,
): void;

/** The down session's connection is lost: nothing is sent until it is activated again. */
export declare function pauseDown(router: Router, session: number): void;

/** Ends a down session. Unknown ones are ignored. */
export declare function removeDown(router: Router, session: number): void;

/**
 * Takes an RTP packet of a publisher, decrypted, in `buf[start, end)`: it is copied into its track's ring and forwarded.
 * `buf` is free again on return.
 */
export declare function handleRtp(
  router: Router,
  session: number,
  buf: Uint8Array,
  start: number,
  end: number,
  nowUs: number,
  out: ForwardOut,
): void;

/** Takes one compound of RTCP, decrypted and parsed, of a publisher or a receiver. */
export declare function handleRtcp(
  router: Router,
  session: number,
  packets: readonly RtcpPacket[],
  nowUs: number,
  out: ForwardOut,
): void;

/** When {@link onTime} is to be called next, in the unit of `nowUs`; Infinity for never. */
export declare function deadline(router: Router): number;

/** Does what is due: reports, requests, fallbacks. */
export declare function onTime(router: Router, nowUs: number, out: ForwardOut): void;
