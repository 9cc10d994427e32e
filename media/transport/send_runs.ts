/**
 * The order in which a batch leaves: the datagrams of each receiver together, in the order of their making, and cut into runs that the
 * kernel can take as one message and segment itself. Pure; `udp_linux_send.ts` writes what comes out into messages.
 *
 * The router writes packet by packet, each to all receivers; segmentation wants receiver by receiver. Receivers never wait
 * for each other longer than a batch takes.
 * @module
 */
import { type AddressTable, type Endpoint, endpointOf } from "./address_table.ts";
import { MAX_SEGMENTED_BYTES, MAX_SEGMENTS } from "./linux_abi.ts";
import type { SendBatch } from "./udp.ts";

const NONE = -1;

/** Receivers that a plan has room for at first; it grows with their numbers. */
const FIRST_RECEIVERS = 256;

/**
 * Longest datagram in a run of several: what an Ethernet frame takes with IPv6 and UDP. The kernel segments nothing that it would have
 * to fragment as well.
 */
const MAX_SEGMENT_BYTES = 1500 - 40 - 8;

/** How one batch leaves. Made once, used for each batch in turn. */
export interface SendPlan {
  /** Positions in the batch, in the order of leaving. */
  order: Int32Array;
  /** How much of `order` is in use. */
  count: number;
  /** For each run, where it starts in `order`, and how many datagrams it has. */
  starts: Int32Array;
  sizes: Int32Array;
  runs: number;
  /** By number of the receiver: its first and last datagram in the batch, or `NONE`. */
  first: Int32Array;
  last: Int32Array;
  /** For each datagram in the batch, the receiver's next, or `NONE`. */
  next: Int32Array;
  /** Receivers' numbers, in the order in which the batch names them first. */
  receivers: Int32Array;
}

/** Makes a plan for batches of up to `slots` datagrams. */
export function createSendPlan(slots: number): SendPlan {
  return {
    order: new Int32Array(slots),
    count: 0,
    starts: new Int32Array(slots),
    sizes: new Int32Array(slots),
    runs: 0,
    first: new Int32Array(FIRST_RECEIVERS).fill(NONE),
    last: new Int32Array(FIRST_RECEIVERS).fill(NONE),
    next: new Int32Array(slots),
    receivers: new Int32Array(slots),
  };
}

/**
 * Orders a batch. Datagrams to numbers that are no longer in use are left out: their receiver has gone between the making
 * of the datagram and now.
 */
export function orderBatch(plan: SendPlan, batch: SendBatch, addresses: AddressTable): void {
  const { next, receivers } = plan;
  let known = 0;
  for (let i = 0; i < batch.count; i++) {
    const to = batch.to[i]!;
    if (endpointOf(addresses, to) === undefined) continue;
    if (to >= plan.first.length) growReceivers(plan, to);
    const before = plan.last[to]!;
    if (before === NONE) {
      plan.first[to] = i;
      receivers[known++] = to;
    } else {
      next[before] = i;
    }
    plan.last[to] = i;
    next[i] = NONE;
  }
  let count = 0;
  for (let r = 0; r < known; r++) {
    const to = receivers[r]!;
    for (let i = plan.first[to]!; i !== NONE; i = next[i]!) plan.order[count++] = i;
    plan.first[to] = plan.last[to] = NONE;
  }
  plan.count = count;
}

/**
 * Cuts the order into runs, from `start` on: datagrams to one receiver, of equal length but for a last one that may be shorter.
 * Receivers in `unsegmented` get runs of one, and all where that is null.
 */
export function cutRuns(
  plan: SendPlan,
  batch: SendBatch,
  start: number,
  addresses: AddressTable,
  unsegmented: WeakSet<Endpoint> | null,
): void {
  plan.runs = 0;
  let at = start;
  while (at < plan.count) {
    const to = batch.to[plan.order[at]!]!;
    const endpoint = endpointOf(addresses, to);
    const alone = unsegmented === null || endpoint === undefined || unsegmented.has(endpoint);
    const size = alone ? 1 : runLength(plan, batch, at, to);
    plan.starts[plan.runs] = at;
    plan.sizes[plan.runs] = size;
    plan.runs++;
    at += size;
  }
}

/** How many datagrams from `at` on can leave as one. */
function runLength(plan: SendPlan, batch: SendBatch, at: number, to: number): number {
  const { order } = plan;
  const length = batch.lengths[order[at]!]!;
  if (length === 0 || length > MAX_SEGMENT_BYTES) return 1;
  const most = Math.min(plan.count - at, MAX_SEGMENTS, Math.floor(MAX_SEGMENTED_BYTES / length));
  let size = 1;
  while (size < most) {
    const i = order[at + size]!;
    const more = batch.lengths[i]!;
    if (batch.to[i] !== to || more > length || more === 0) break;
    size++;
    if (more < length) break;
  }
  return size;
}

function growReceivers(plan: SendPlan, number: number): void {
  const grow = (old: Int32Array) => {
    const grown = new Int32Array(2 * (number + 1)).fill(NONE);
    grown.set(old);
    return grown;
  };
  plan.first = grow(plan.first);
  plan.last = grow(plan.last);
}
