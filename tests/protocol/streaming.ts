/**
 * Clients that speak our additions to the protocol, and what passes between them before the conversation of a test begins.
 * @module
 */
import type { SessionQuality, TrackInfo } from "../../media/worker/commands.ts";
import { createWorld, type FakeClient, member, type World } from "./world.ts";

/** What clients name in their handshake that speak our additions. */
export const VERSION = ["2", "lectern-1"];
/** A video in three encodings. */
export const VIDEO: TrackInfo = { kind: "video", codec: "vp8", encodings: 3 };
/** The marks of a network that does well. */
export const GOOD = { up: "good", down: "good" };

/** Members of `room`, who have heard all that there was to hear; those in `stock` speak Galène's protocol alone. */
export async function members(names: readonly string[], stock: readonly string[] = []) {
  const world = createWorld();
  const clients = new Map<string, FakeClient>();
  for (const name of names) {
    const version = stock.includes(name) ? ["2"] : VERSION;
    clients.set(name, await member(world, name, name === "chair" ? "gavel" : "", version));
  }
  for (const client of clients.values()) client.heard();
  return { world, get: (name: string) => clients.get(name)! };
}

/** Has a client publish a stream. Returns its session. */
export async function publish(world: World, client: FakeClient, id: string): Promise<number> {
  await client.say({ type: "offer", id, label: "camera", sdp: "offer" });
  const session = world.media.last("publish");
  world.media.emit({ type: "answered", session, sdp: "answer", tracks: [VIDEO] });
  world.media.emit({ type: "connected", session });
  client.heard();
  return session;
}

/** Has a client receive all that there is. Returns the session of the last stream. */
export async function receive(world: World, client: FakeClient): Promise<number> {
  await client.say({ type: "request", request: { "": ["audio", "video"] } });
  const session = world.media.last("subscribe");
  world.media.emit({ type: "offer", session, sdp: "down offer" });
  world.media.emit({ type: "connected", session });
  client.heard();
  world.media.commands();
  return session;
}

type Measured<D> = Partial<Extract<SessionQuality, { direction: D }>>;

/** Says every two seconds, for some time, how sessions do. */
export async function measure(
  world: World,
  seconds: number,
  ups: Readonly<Record<number, Measured<"up">>>,
  downs: Readonly<Record<number, Measured<"down">>> = {},
) {
  for (let i = 0; i < seconds; i += 2) {
    for (const [key, values] of Object.entries(ups)) {
      const session = Number(key);
      const fine = { direction: "up", session, lossShare: 0, rttMs: 20 } as const;
      world.media.emit({ type: "measured", session, quality: { ...fine, ...values } });
    }
    for (const [key, values] of Object.entries(downs)) {
      const session = Number(key);
      const rates = { estimateBps: 3e6, wantedBps: 2e6 };
      const fine = { direction: "down", session, lossShare: 0, rttMs: 20, ...rates } as const;
      world.media.emit({ type: "measured", session, quality: { ...fine, ...values } });
    }
    await world.live(2);
  }
}
