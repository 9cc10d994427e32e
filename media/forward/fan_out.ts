/**
 * A packet handed to all that follow its track.
 * @module
 */
import { forwardPacket } from "./forwarding.ts";
import type { Ingest } from "./ingest.ts";
import { tellBorrowers } from "./lend_queue.ts";
import type { ForwardOut } from "./output.ts";
import type { Packet } from "./packet.ts";
import { readPacket } from "./packet_ring.ts";
import type { ForwardContext } from "./sending.ts";
import { noteAudio, type Speakers } from "./speakers.ts";
import type { Binding, UpMediaState, UpSession } from "./up_session.ts";
import type { UpTrack } from "./up_track.ts";

/** What handing on needs of a router. */
export interface FanOutContext {
  readonly context: ForwardContext;
  readonly speakers: Speakers;
}

/** Hands a packet that just came to the followers on this thread. */
export function fanOut(
  { context, speakers }: FanOutContext,
  media: UpMediaState,
  track: UpTrack,
  packet: Packet,
  newest: boolean,
  out: ForwardOut,
): void {
  if (track.kind === "audio") noteAudio(speakers, track, packet);
  const { followers } = media;
  for (let i = 0; i < followers.length; i++) {
    const follower = followers[i]!;
    if (follower.active) forwardPacket(context, follower, track, packet, newest, out);
  }
}

/** Hands on what was taken in: first what a packet brought of earlier ones, then itself; and tells borrowers of all. */
export function fanOutTaken(
  router: FanOutContext,
  { recovered, packet, newest }: Ingest,
  up: UpSession,
  { media, track }: Binding,
  out: ForwardOut,
): void {
  const lent = up.borrowers.length > 0;
  for (let i = 0; i < recovered.count; i++) {
    const seqExt = recovered.seqExts[i]!;
    if (lent) tellBorrowers(up, track, seqExt);
    if (!readPacket(track.ring, seqExt, recovered.neighbour)) continue;
    fanOut(router, media, track, recovered.neighbour, recovered.newest[i] === 1, out);
  }
  if (lent) tellBorrowers(up, track, packet.seqExt);
  fanOut(router, media, track, packet, newest, out);
}
