/**
 * What the data of a group costs whoever has everybody told of it.
 * @module
 */
import type { Group } from "../groups/group.ts";
import type { Client, Hub } from "./client.ts";
import { charge } from "./flood.ts";

/** Counts the group's data, of which everybody gets all with each change of the group, however little has changed. */
export function chargeData({ limits, clock }: Hub, { allowance }: Client, { data }: Group): void {
  charge(allowance, JSON.stringify(data).length, limits(), clock.nowMs());
}
