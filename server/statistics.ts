/**
 * What is known of every group's media, as the administrator's `.stats` shows it: Galène's records (stats/stats.go), with fields of our
 * own beside theirs. Rates are in bits per second, times in milliseconds, shares from 0 to 1.
 * @module
 */
import { type Client, type DownStream, type Hub, memberOf, type UpStream } from "./client.ts";
import type { Mark } from "./extension_messages.ts";
import type { MediaClient, RouterStatistics } from "./media_client.ts";
import { markOf } from "./quality.ts";
import type { Playback } from "./views.ts";

type SessionStatistics = RouterStatistics["sessions"][number];
type UpTrackStatistics = Extract<SessionStatistics, { direction: "up" }>["tracks"][number];
type DownTrackStatistics = Extract<SessionStatistics, { direction: "down" }>["tracks"][number];
type ViewerStatistics = RouterStatistics["viewers"][number];

/** One group. */
export interface GroupStatistics {
  readonly name: string;
  readonly clients?: readonly ClientStatistics[];
  /** Ours: operators alone are let in. */
  readonly locked?: true;
}

/** One member. */
export interface ClientStatistics {
  readonly id: string;
  readonly up?: readonly StreamStatistics[];
  readonly down?: readonly StreamStatistics[];
  /** Ours: "" for somebody without a name. */
  readonly username: string;
  readonly permissions: readonly string[];
  /** Ours: the marks of its network, and what is known of the way to it, if it receives anything. */
  readonly quality: Mark;
  readonly network?: Omit<ViewerStatistics, "viewer">;
}

/** One stream that a member sends, or receives. */
export interface StreamStatistics {
  readonly id: string;
  readonly tracks: readonly TrackStatistics[];
  /** Ours. */
  readonly label: string;
  readonly connected: boolean;
  /** As the receiver has reported. */
  readonly playback?: Playback;
}

/** One encoding received, or one track sent: Galène's fields, then everything that the worker knows. */
export type TrackStatistics =
  & {
    readonly bitrate: number;
    readonly maxBitrate?: number;
    readonly loss: number;
    readonly rtt?: number;
    readonly jitter?: number;
    /** Sent tracks only: the layers that are sent, and the highest there are; `s` spatial or of simulcast, `t` temporal. */
    readonly sid?: number;
    readonly maxSid?: number;
    readonly tid?: number;
    readonly maxTid?: number;
  }
  & Partial<Omit<UpTrackStatistics & DownTrackStatistics, "kind">>
  & { readonly kind: "audio" | "video" };

/** Reads what is known now, groups in the order of their names, members of their ids. With `only`, of that group alone. */
export async function readGroupStatistics(
  hub: Hub,
  media: Pick<MediaClient, "trackStats">,
  only: string | null = null,
): Promise<GroupStatistics[]> {
  const workers = (await media.trackStats()).flatMap((each) => each === null ? [] : [each]);
  const sessions = new Map(
    workers.flatMap((each) => each.sessions).map((session) => [session.session, session]),
  );
  const viewers = new Map(
    workers.flatMap((each) => each.viewers).map((viewer) => [viewer.viewer, viewer]),
  );
  const live = [...hub.directory.groups.values()]
    .filter((group) => only === null || group.name === only);
  const groups = live.map((group): GroupStatistics => {
    const clients = [...hub.rooms.get(group)?.values() ?? []]
      .map((client) => clientStatistics(client, sessions, viewers.get(client.viewer)))
      .sort((a, b) => compare(a.id, b.id));
    return {
      name: group.name,
      ...(clients.length > 0 ? { clients } : {}),
      ...(group.locked === null ? {} : { locked: true }),
    };
  });
  return groups.sort((a, b) => compare(a.name, b.name));
}

function clientStatistics(
  client: Client,
  sessions: ReadonlyMap<number, SessionStatistics>,
  viewer: ViewerStatistics | undefined,
): ClientStatistics {
  const describe = (streams: Iterable<UpStream | DownStream>) =>
    [...streams].map((stream) => streamStatistics(stream, sessions.get(stream.session)))
      .sort((a, b) => compare(a.id, b.id));
  const up = describe(client.up.values());
  const down = describe(client.down.values());
  return {
    id: client.id,
    ...(up.length > 0 ? { up } : {}),
    ...(down.length > 0 ? { down } : {}),
    username: client.username,
    permissions: memberOf(client)?.permissions ?? [],
    quality: markOf(client),
    ...(viewer === undefined ? {} : { network: networkOf(viewer) }),
  };
}

function networkOf({ viewer: _, ...network }: ViewerStatistics): Omit<ViewerStatistics, "viewer"> {
  return network;
}

function streamStatistics(
  stream: UpStream | DownStream,
  session: SessionStatistics | undefined,
): StreamStatistics {
  const label = "label" in stream ? stream.label : stream.up.label;
  const playback = "playback" in stream ? stream.playback : null;
  return {
    id: stream.id,
    tracks: session === undefined
      ? []
      : session.direction === "up"
      ? session.tracks.map(upTrack)
      : session.tracks.map(downTrack),
    label,
    connected: stream.unconnectedMs === null,
    ...(playback === null ? {} : { playback }),
  };
}

function upTrack(track: UpTrackStatistics): TrackStatistics {
  return { ...commonFields(track), ...track };
}

/** Where there are several encodings, theirs is the scale that `sid` is on. */
function downTrack(track: DownTrackStatistics): TrackStatistics {
  const simulcast = track.maxEncoding > 0;
  return {
    ...commonFields(track),
    sid: Math.max(0, simulcast ? track.encoding : track.spatial),
    maxSid: Math.max(0, simulcast ? track.maxEncoding : track.maxSpatial),
    tid: track.temporal,
    maxTid: track.maxTemporal,
    ...track,
  };
}

/** Galène leaves out times that are not known. */
function commonFields(track: UpTrackStatistics | DownTrackStatistics) {
  return {
    bitrate: Math.round(track.bitrateBps),
    loss: track.lossShare,
    ...(track.rttMs > 0 ? { rtt: track.rttMs } : {}),
    ...(track.jitterMs > 0 ? { jitter: track.jitterMs } : {}),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
