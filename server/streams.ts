/**
 * Streams of a group: one client publishes (`UpStream`), others receive (`DownStream`), each over a session of its own in a
 * media worker. Here is who gets what of whom, and what clients are told when it changes. The words of a request are
 * judged by `groups/subscriptions.ts`; SDP and packets are the worker's.
 * @module
 */
import { groupCodecs } from "../groups/description.ts";
import { streamWant, wantsNothing } from "../groups/subscriptions.ts";
import type { TrackInfo, Want } from "../media/worker/commands.ts";
import { type Client, type DownStream, type Hub, othersOf, send, type UpStream } from "./client.ts";
import { farewellMessage, refuse } from "./fates.ts";
import type { SessionEvent } from "./media_client.ts";
import { noteSpeaking } from "./speakers.ts";
import { postView, UNKNOWN_VIEW } from "./views.ts";

/** How many streams one client may publish, and receive. */
const MAX_UP_STREAMS = 16;
const MAX_DOWN_STREAMS = 512;

/** How long a session may be without media before it is given up. */
const UNCONNECTED_LIMIT_MS = 60_000;

/** How many ids of past down streams are remembered for each client. */
const MAX_FORMER = 256;

/**
 * Takes an offer: the first of a stream, or a further one of the same. The answer, or a refusal, follows when the worker
 * has read it. `replaces` names an own stream that ends now and that receivers are to exchange for this one.
 */
export function publish(
  hub: Hub,
  client: Client,
  offer: { readonly id: string; readonly label: string; readonly sdp: string },
  replaces: string,
): void {
  const { group } = client;
  if (group === null) return;
  const superseded = replaces === offer.id ? undefined : client.up.get(replaces);
  let up = client.up.get(offer.id);
  if (up === undefined) {
    const count = client.up.size - (superseded === undefined ? 0 : 1);
    if (count >= MAX_UP_STREAMS) return refuseOffer(client, offer.id, "too many streams");
    if (isTaken(hub, client, offer.id)) {
      return refuseOffer(client, offer.id, "this stream id is taken");
    }
    const session = hub.media.open(group.name, null, (event) => {
      handleUpEvent(hub, created, event);
    });
    const created: UpStream = {
      id: offer.id,
      label: offer.label,
      owner: client,
      session,
      tracks: [],
      announced: false,
      replaces: superseded === undefined ? "" : supersede(hub, superseded),
      speakingRank: -1,
      measured: null,
      measuredMs: 0,
      unconnectedMs: null,
    };
    client.up.set(offer.id, created);
    up = created;
  } else if (superseded !== undefined) {
    closeUp(hub, superseded);
  }
  const codecs = groupCodecs(group.description);
  hub.media.post({
    type: "publish",
    session: up.session,
    group: group.name,
    sdp: offer.sdp,
    codecs,
  });
}

/** Refuses a stream of the client, and says why. */
export function refuseOffer(client: Client, id: string, reason: string): void {
  send(client, { type: "abort", id });
  tell(client, reason);
}

/** Ends a stream that a client publishes. Those who know it get `close`. */
export function closeUp(hub: Hub, up: UpStream): void {
  hub.media.post({ type: "close", session: up.session });
  forgetUp(hub, up);
}

/** Ends a stream that a client receives; it gets `close` if it knows of it. */
export function closeDown(hub: Hub, client: Client, down: DownStream): void {
  hub.media.post({ type: "close", session: down.session });
  forgetDown(client, down);
  const known = down.offered ? down.id : down.replaces;
  if (known !== "") send(client, { type: "close", id: known });
}

/** Ends all streams of a client that leaves: others get `close`, itself nothing. */
export function closeStreams(hub: Hub, client: Client): void {
  for (const up of [...client.up.values()]) closeUp(hub, up);
  for (const down of client.down.values()) hub.media.post({ type: "close", session: down.session });
  client.down.clear();
  client.formerDown.clear();
}

/** Gives a client what its requests ask for, of all streams in its group. */
export function updateSubscriptions(hub: Hub, client: Client): void {
  for (const other of othersOf(hub, client)) {
    for (const up of other.up.values()) updateSubscription(hub, client, up);
  }
}

/** Gives a client what its requests ask for of one stream: starts, changes or ends its down stream. */
export function updateSubscription(hub: Hub, client: Client, up: UpStream): void {
  if (!up.announced) return;
  const old = predecessorOf(client, up);
  const current = downOf(client, up);
  const override = (current ?? old)?.request ?? null;
  const want = streamWant(client.request, override, up.label, up.tracks);
  if (wantsNothing(want)) {
    if (old !== undefined) closeDown(hub, client, old);
    if (current !== undefined) closeDown(hub, client, current);
  } else if (current === undefined) {
    subscribe(hub, client, up, want, old);
  } else if (!isSameWant(current.want, want)) {
    current.want = want;
    hub.media.post({ type: "want", session: current.session, want });
  }
}

/** Gives up the sessions of a client that have had no media for too long. To be called every few seconds. */
export function closeUnconnected(hub: Hub, client: Client): void {
  const dead = (stream: UpStream | DownStream) =>
    stream.unconnectedMs !== null &&
    hub.clock.nowMs() - stream.unconnectedMs >= UNCONNECTED_LIMIT_MS;
  for (const up of [...client.up.values()].filter(dead)) {
    closeUp(hub, up);
    send(client, { type: "abort", id: up.id });
  }
  for (const down of [...client.down.values()].filter(dead)) closeDown(hub, client, down);
}

/** Starts a down stream, perhaps in the place of another one. */
function subscribe(
  hub: Hub,
  client: Client,
  up: UpStream,
  want: Want,
  old: DownStream | undefined,
): void {
  const namesake = client.down.get(up.id);
  if (namesake !== undefined) closeDown(hub, client, namesake);
  const { group, viewer } = client;
  if (group === null) return;
  let replaces = "";
  if (old !== undefined) {
    hub.media.post({ type: "close", session: old.session });
    forgetDown(client, old);
    replaces = old.offered ? old.id : old.replaces;
  }
  if (client.down.size >= MAX_DOWN_STREAMS) {
    if (replaces !== "") send(client, { type: "close", id: replaces });
    hub.log.warn("a client has too many streams", { client: client.id, group: group.name });
    return;
  }
  const session = hub.media.open(group.name, viewer, (event) => {
    handleDownEvent(hub, client, down, event);
  });
  const down: DownStream = {
    id: up.id,
    up,
    session,
    want,
    request: old?.request ?? null,
    view: old?.view ?? UNKNOWN_VIEW,
    viewIsNews: false,
    playback: null,
    playbackMs: 0,
    frozenShare: 0,
    offered: false,
    replaces,
    unconnectedMs: null,
  };
  client.down.set(down.id, down);
  hub.media.post({
    type: "subscribe",
    session,
    up: up.session,
    viewer,
    want,
  });
  if (down.view !== UNKNOWN_VIEW) postView(hub, down);
}

/** Ends a stream whose receivers keep theirs until its successor is announced. Returns the id that they know. */
function supersede(hub: Hub, up: UpStream): string {
  hub.media.post({ type: "close", session: up.session });
  up.owner.up.delete(up.id);
  noteSpeaking(hub, up, -1);
  return up.announced ? up.id : up.replaces;
}

/** Takes an up stream out of the records, whose session is closed. */
function forgetUp(hub: Hub, up: UpStream): void {
  if (up.owner.up.get(up.id) === up) up.owner.up.delete(up.id);
  noteSpeaking(hub, up, -1);
  for (const other of othersOf(hub, up.owner)) {
    const down = downOf(other, up) ?? predecessorOf(other, up);
    if (down !== undefined) closeDown(hub, other, down);
  }
}

/** What a client receives of an up stream. */
function downOf(client: Client, up: UpStream): DownStream | undefined {
  const down = client.down.get(up.id);
  return down?.up === up ? down : undefined;
}

/** What a client still receives of the stream that this one supersedes. */
function predecessorOf(client: Client, up: UpStream): DownStream | undefined {
  const down = client.down.get(up.replaces);
  const isOver = down !== undefined && up.owner.up.get(down.id) !== down.up;
  return isOver && down.up.owner === up.owner ? down : undefined;
}

/** Whether somebody else in the group has a stream of that id: receivers know streams by their ids alone. */
function isTaken(hub: Hub, client: Client, id: string): boolean {
  return client.down.has(id) || othersOf(hub, client).some((other) => other.up.has(id));
}

function forgetDown(client: Client, down: DownStream): void {
  client.down.delete(down.id);
  client.formerDown.delete(down.id);
  client.formerDown.add(down.id);
  if (client.formerDown.size <= MAX_FORMER) return;
  for (const oldest of client.formerDown) {
    client.formerDown.delete(oldest);
    break;
  }
}

/** What the worker says of a published stream. */
function handleUpEvent(hub: Hub, up: UpStream, event: SessionEvent): void {
  const { owner } = up;
  switch (event.type) {
    case "answered":
      send(owner, { type: "answer", id: up.id, sdp: event.sdp });
      if (!up.announced) up.unconnectedMs = hub.clock.nowMs();
      announce(hub, up, event.tracks);
      break;
    case "refused":
      forgetUp(hub, up);
      refuseOffer(owner, up.id, event.reason);
      break;
    case "connected":
      up.unconnectedMs = null;
      break;
    case "lost":
      up.unconnectedMs ??= hub.clock.nowMs();
      send(owner, { type: "renegotiate", id: up.id });
      break;
    case "speaking":
      noteSpeaking(hub, up, event.rank);
      break;
    case "measured":
      if (event.quality.direction !== "up") break;
      up.measured = event.quality;
      up.measuredMs = hub.clock.nowMs();
      break;
    case "encodings":
      if (owner.extended) {
        const encodings = event.wanted.map(({ rid, active }) => [rid, active] as const);
        send(owner, { type: "encodings", id: up.id, encodings: Object.fromEntries(encodings) });
      }
      break;
    case "slowlink":
      hub.log.debug("packets of a publisher get lost", {
        client: owner.id,
        stream: up.id,
        loss: event.lossShare,
      });
      if (owner.extended) send(owner, { type: "slowlink", id: up.id, loss: event.lossShare });
      break;
    case "offer":
      break;
  }
}

/** Tells the others of a stream, or of what it carries now. */
function announce(hub: Hub, up: UpStream, tracks: readonly TrackInfo[]): void {
  up.tracks = tracks;
  up.announced = true;
  for (const other of othersOf(hub, up.owner)) updateSubscription(hub, other, up);
}

/** What the worker says of a received stream. */
function handleDownEvent(hub: Hub, client: Client, down: DownStream, event: SessionEvent): void {
  switch (event.type) {
    case "offer":
      send(client, {
        type: "offer",
        id: down.id,
        label: down.up.label,
        replace: down.replaces,
        source: down.up.owner.id,
        username: down.up.owner.username,
        sdp: event.sdp,
      });
      if (!down.offered) down.unconnectedMs = hub.clock.nowMs();
      down.offered = true;
      down.replaces = "";
      break;
    case "refused":
      if (client.down.get(down.id) !== down) return;
      closeDown(hub, client, down);
      tell(client, event.reason);
      break;
    case "connected":
      down.unconnectedMs = null;
      break;
    case "lost":
      down.unconnectedMs ??= hub.clock.nowMs();
      hub.media.post({ type: "restart", session: down.session });
      break;
    case "measured":
      if (event.quality.direction !== "down") break;
      client.network.measured = event.quality;
      client.network.measuredMs = hub.clock.nowMs();
      break;
    case "answered":
    case "encodings":
    case "slowlink":
    case "speaking":
      break;
  }
}

function tell(client: Client, reason: string): void {
  const message = farewellMessage(refuse("user", reason), client.id);
  if (message !== null) send(client, message);
}

function isSameWant(a: Want, b: Want): boolean {
  return a.audio === b.audio && a.video === b.video;
}
