/**
 * What clients of `lectern-1` say about the streams that they receive. To all others these messages do not exist.
 * @module
 */
import { type Client, type Hub, isPermitted } from "./client.ts";
import { type Refusal, refuse } from "./fates.ts";
import type { ClientConfigure, ClientPlayback } from "./extension_messages.ts";
import { setView, type View } from "./views.ts";

const UNEXPECTED = refuse("protocol", "unexpected message");

/** Reports about one stream are taken at most so often. */
const MIN_PLAYBACK_INTERVAL_MS = 1000;

/** How a stream is shown, and which of its layers are pinned; an operator may say it for another member. */
export function handleConfigure(
  hub: Hub,
  client: Client,
  message: ClientConfigure,
): Refusal | null {
  if (!client.extended) return UNEXPECTED;
  const { id = "", dest = client.id } = message;
  if (client.group === null) return refuse("user", "join a group first");
  const isOther = dest !== "" && dest !== client.id;
  if (isOther && !isPermitted(client, "op")) return refuse("user", "not authorised");
  const receiver = isOther ? hub.rooms.get(client.group)?.get(dest) : client;
  const down = receiver?.down.get(id);
  if (receiver !== undefined && down !== undefined) {
    setView(hub, receiver, down, changeOf(message));
    return null;
  }
  if (receiver?.formerDown.has(id)) return null;
  return refuse("user", isOther ? "that member does not receive this stream" : "no such stream");
}

/** How a stream plays. What comes too late or too often is ignored: sums lose nothing by it. */
export function handlePlayback(hub: Hub, client: Client, message: ClientPlayback): Refusal | null {
  if (!client.extended) return UNEXPECTED;
  const down = client.down.get(message.id ?? "");
  const nowMs = hub.clock.nowMs();
  if (down === undefined || down.view.hidden) return null;
  if (nowMs - down.playbackMs < MIN_PLAYBACK_INTERVAL_MS) return null;
  const { freezes = 0, freezeMs = 0, framesPerSecond = 0 } = message;
  const before = down.playback;
  const frozenMs = before === null ? 0 : Math.max(0, freezeMs - before.freezeMs);
  down.frozenShare = Math.min(1, frozenMs / (nowMs - down.playbackMs));
  down.playback = { freezes, freezeMs, framesPerSecond };
  down.playbackMs = nowMs;
  return null;
}

/** The fields of a view that the message has. */
function changeOf(message: ClientConfigure): Partial<View> {
  const { spatial, temporal, width, height, stage, hidden } = message;
  const change: { -readonly [K in keyof View]?: View[K] } = {};
  if (spatial !== undefined) change.spatial = spatial;
  if (temporal !== undefined) change.temporal = temporal;
  if (width !== undefined) change.width = width;
  if (height !== undefined) change.height = height;
  if (stage !== undefined) change.stage = stage;
  if (hidden !== undefined) change.hidden = hidden;
  return change;
}
