/**
 * What our own server says besides Galène's protocol, by the names that the interface uses.
 * @module
 */
import type { ServerMessage } from "../../server/messages.ts";

type Said<Type extends ServerMessage["type"]> = Extract<ServerMessage, { readonly type: Type }>;

/** The streams in which somebody speaks, the loudest first. */
export type ServerSpeakers = Said<"speakers">;

/** Marks that have changed. */
export type ServerQuality = Said<"quality">;

/** Which encodings of a stream of ours anybody receives. */
export type ServerEncodings = Said<"encodings">;

/** Packets of a stream of ours get lost on their way. */
export type ServerSlowlink = Said<"slowlink">;

/** We wait to be let in. */
export type ServerWaiting = Said<"waiting">;

/** By this we pass the lobby when we come back. */
export type ServerTicket = Said<"ticket">;

/** Who waits to be let in. */
export type ServerLobby = Said<"lobby">;

/** Who is in which automatic subgroup. */
export type ServerSubgroups = Said<"subgroups">;

/** How well a member's network does in each direction. */
export type Mark = ServerQuality["own"];

/** How well one direction does: `weak` shows, `bad` hurts. */
export type Grade = Mark["up"];
