/**
 * What the server holds for its clients, so that it can be seen whether it lets go of all when they are gone.
 * @module
 */
import type { WorkerHoldings } from "../media/worker/commands.ts";
import type { Hub } from "./client.ts";
import type { MediaClient } from "./media_client.ts";

/** Counts of one moment. All are zero where nobody is there, but for `groups`: empty ones live on for a while. */
export interface Holdings {
  readonly sockets: number;
  readonly clients: number;
  /** Groups that are live. */
  readonly groups: number;
  /** Members of all groups. */
  readonly members: number;
  /** Groups that have clients in them. */
  readonly rooms: number;
  /** Sessions as the control plane knows them. */
  readonly sessions: number;
  /** What all media workers hold together. */
  readonly media: WorkerHoldings;
}

/** Counts what there is. */
export async function takeStock(hub: Hub, media: MediaClient): Promise<Holdings> {
  const workers = (await media.stats()).flatMap((stats) => stats === null ? [] : [stats.held]);
  const sum = (count: (held: WorkerHoldings) => number) =>
    workers.reduce((total, held) => total + count(held), 0);
  const groups = [...hub.directory.groups.values()];
  return {
    sockets: hub.sockets,
    clients: hub.clients.size,
    groups: groups.length,
    members: groups.reduce((total, group) => total + group.members.size, 0),
    rooms: hub.rooms.size,
    sessions: media.sessionCount(),
    media: {
      sessions: sum((held) => held.sessions),
      addresses: sum((held) => held.addresses),
      userNames: sum((held) => held.userNames),
      ringBytes: sum((held) => held.ringBytes),
      loans: sum((held) => held.loans),
    },
  };
}
