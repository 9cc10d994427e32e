/**
 * Who speaks in a group, as clients of `lectern-1` are told.
 * @module
 */
import type { Group } from "../groups/group.ts";
import { type Client, type Hub, send, sendText, type UpStream } from "./client.ts";
import type { ServerSpeakers } from "./extension_messages.ts";
import { serializeServerMessage } from "./message_codec.ts";

/** Notes where a stream stands among those in which somebody speaks: 0 is the loudest, -1 none of them. */
export function noteSpeaking(hub: Hub, up: UpStream, rank: number): void {
  const { group } = up.owner;
  if (group === null || up.speakingRank === rank) return;
  up.speakingRank = rank;
  if (hub.newSpeakers.size === 0) queueMicrotask(() => announceSpeakers(hub));
  hub.newSpeakers.add(group);
}

/** Tells a newcomer who speaks, if anybody does. */
export function sendSpeakers(hub: Hub, client: Client, group: Group): void {
  if (!client.extended) return;
  const message = speakersOf(hub, group);
  if (message.streams.length > 0) send(client, message);
}

/** What one event of a worker has changed goes out as one message. */
function announceSpeakers(hub: Hub): void {
  const groups = [...hub.newSpeakers];
  hub.newSpeakers.clear();
  for (const group of groups) {
    const text = serializeServerMessage(speakersOf(hub, group));
    for (const client of hub.rooms.get(group)?.values() ?? []) {
      if (client.extended) sendText(client, text);
    }
  }
}

function speakersOf(hub: Hub, group: Group): ServerSpeakers {
  const speaking = [...hub.rooms.get(group)?.values() ?? []]
    .flatMap((client) => [...client.up.values()])
    .filter((up) => up.speakingRank >= 0)
    .sort((a, b) => a.speakingRank - b.speakingRank);
  return { type: "speakers", streams: speaking.map(({ id }) => id) };
}
