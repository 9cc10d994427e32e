/**
 * Whether media could go through a relay: a message to ourselves over TURN (RFC 8656), there and back.
 * @module
 */
import type { RtcConfiguration } from "../../server/messages.ts";
import { toConfiguration } from "./peer.ts";

/** Longest that the check may take, in milliseconds. */
const LIMIT_MS = 5000;

/** How long it took until the relay was in use, and a message from us to us. */
export interface RelayTimes {
  readonly openMs: number;
  readonly messageMs: number;
}

/** Goes through the relays of `configuration` alone; null if none of them lets us through in time. */
export async function checkRelay(configuration: RtcConfiguration): Promise<RelayTimes | null> {
  const relayed = toConfiguration({ ...configuration, iceTransportPolicy: "relay" });
  const near = new RTCPeerConnection(relayed);
  const far = new RTCPeerConnection(relayed);
  try {
    const beganMs = performance.now();
    const arrived = arrival(near, far, beganMs);
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription!);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription!);
    return await Promise.race([arrived, later(LIMIT_MS)]);
  } catch {
    return null;
  } finally {
    near.close();
    far.close();
  }
}

/** Brings the two ends together, and resolves once a message has come through. */
function arrival(
  near: RTCPeerConnection,
  far: RTCPeerConnection,
  beganMs: number,
): Promise<RelayTimes> {
  for (const [from, to] of [[near, far], [far, near]] as const) {
    from.onicecandidate = ({ candidate }) => {
      if (candidate !== null) void to.addIceCandidate(candidate).catch(() => {});
    };
  }
  const channel = near.createDataChannel("relay");
  return new Promise((resolve) => {
    let sentMs = 0;
    channel.onopen = () => {
      sentMs = performance.now();
      channel.send("ping");
    };
    far.ondatachannel = ({ channel: other }) => {
      other.onmessage = () => {
        resolve({ openMs: sentMs - beganMs, messageMs: performance.now() - sentMs });
      };
    };
  });
}

function later(delayMs: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), delayMs));
}
