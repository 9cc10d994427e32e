/**
 * What a router counts. No packet ends without a trace: each way to drop one has a name here.
 * @module
 */

/** Why a packet, or a request, went no further. */
export interface DropCounters {
  /** A packet for a session that is not there (any more). */
  sessionUnknown: number;
  /** No RTP header, or a padding count that makes no sense. */
  rtpMalformed: number;
  /** Its SSRC belongs to no track of the session, as far as one can tell. */
  ssrcUnknown: number;
  /** A session used more SSRCs than it may. */
  ssrcLimit: number;
  /** No memory for the ring of another track. */
  ringMemory: number;
  /** A payload type that was not negotiated for the track. */
  payloadTypeUnknown: number;
  /** The payload contradicts its codec's format. */
  payloadMalformed: number;
  /** Longer than a slot of the ring. */
  tooLarge: number;
  /** A retransmission too short to say of what; some publishers probe with such. */
  rtxEmpty: number;
  duplicate: number;
  /** Older than everything in the ring. */
  tooOld: number;
  /** A sequence number far from all others, and no second one that confirms it. */
  sequenceJump: number;
  /** A packet that came late, and whose place a receiver's stream has no more. */
  lateWithoutPlace: number;
  /** The publisher's codec is not the one that the receiver was offered. */
  codecMismatch: number;
  /** Of a spatial or temporal layer that the receiver is not to get. */
  layerSkipped: number;
  /** Of one whom too many others drown out. */
  inaudible: number;
  /** Overwritten while it was copied. */
  overwritten: number;
  /** Asked for by a receiver, but never sent to it, not received yet, or no longer in the ring. */
  resendMissed: number;
  /** Asked for again before the last answer can have arrived. */
  resendRepeated: number;
  /** Asked for by a receiver that has had more sent again than its network has room for. */
  resendLimited: number;
  /** Asked for by a receiver that gets another encoding by now, or is to begin at a key frame. */
  resendLeftBehind: number;
  /** Video that had to wait too long for its viewer's network. */
  queueOverflow: number;
  /** Feedback of a receiver about more packets than it can have got, or more often than of use. */
  feedbackLimited: number;
  /** A receiver asked for more key frames than it may. */
  keyframeRequestLimited: number;
}

/** All counters of a router. They only grow. */
export interface RouterCounters {
  packetsIn: number;
  bytesIn: number;
  packetsOut: number;
  bytesOut: number;
  /** Packets sent again because a receiver asked; included in `packetsOut`. */
  packetsResent: number;
  /** Packets sent to learn what a network carries; included in `packetsOut`. */
  probesSent: number;
  /** Packets of publishers that came after we asked for them again. */
  packetsRepaired: number;
  keyframeRequestsSent: number;
  readonly drops: DropCounters;
}

/** Makes counters at zero. */
export function createRouterCounters(): RouterCounters {
  return {
    packetsIn: 0,
    bytesIn: 0,
    packetsOut: 0,
    bytesOut: 0,
    packetsResent: 0,
    probesSent: 0,
    packetsRepaired: 0,
    keyframeRequestsSent: 0,
    drops: {
      sessionUnknown: 0,
      rtpMalformed: 0,
      ssrcUnknown: 0,
      ssrcLimit: 0,
      ringMemory: 0,
      payloadTypeUnknown: 0,
      payloadMalformed: 0,
      tooLarge: 0,
      rtxEmpty: 0,
      duplicate: 0,
      tooOld: 0,
      sequenceJump: 0,
      lateWithoutPlace: 0,
      codecMismatch: 0,
      layerSkipped: 0,
      inaudible: 0,
      overwritten: 0,
      resendMissed: 0,
      resendRepeated: 0,
      resendLimited: 0,
      resendLeftBehind: 0,
      queueOverflow: 0,
      feedbackLimited: 0,
      keyframeRequestLimited: 0,
    },
  };
}
