import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import {
  type AddressTable,
  createAddressTable,
  type Endpoint,
  endpointOf,
  retainAddress,
} from "./address_table.ts";
import { MAX_SEGMENTED_BYTES, MAX_SEGMENTS } from "./linux_abi.ts";
import { createSendPlan, cutRuns, orderBatch, type SendPlan } from "./send_runs.ts";
import { createSendBatch, pushDatagram, type SendBatch } from "./udp.ts";

function tableOf(count: number): AddressTable {
  const table = createAddressTable();
  for (let i = 0; i < count; i++) retainAddress(table, "192.0.2.1", 1000 + i);
  return table;
}

/** A batch of datagrams given by receiver and length. */
function batchOf(datagrams: readonly (readonly [to: number, length: number])[]): SendBatch {
  const batch = createSendBatch(datagrams.length, 0);
  for (const [to, length] of datagrams) pushDatagram(batch, 0, length, to);
  return batch;
}

/** The runs of a plan: the positions in the batch of each one's datagrams. */
function runsOf(plan: SendPlan): number[][] {
  return Array.from({ length: plan.runs }, (_, run) => {
    const start = plan.starts[run]!;
    return [...plan.order.subarray(start, start + plan.sizes[run]!)];
  });
}

function planOf(
  batch: SendBatch,
  table: AddressTable,
  unsegmented: WeakSet<Endpoint> | null = new WeakSet(),
): number[][] {
  const plan = createSendPlan(batch.to.length);
  orderBatch(plan, batch, table);
  cutRuns(plan, batch, 0, table, unsegmented);
  return runsOf(plan);
}

Deno.test("each receiver's datagrams leave together, in their order", () => {
  const batch = batchOf([[2, 9], [0, 9], [1, 9], [2, 9], [0, 9], [2, 9]]);
  assertEquals(planOf(batch, tableOf(3)), [[0, 3, 5], [1, 4], [2]]);
});

Deno.test("a run ends with a shorter datagram, and before a longer or an empty one", () => {
  const lengths = [5, 5, 3, 5, 6, 6, 0, 6, 2, 2];
  const batch = batchOf(lengths.map((length) => [0, length]));
  assertEquals(planOf(batch, tableOf(1)), [[0, 1, 2], [3], [4, 5], [6], [7, 8], [9]]);
});

Deno.test("a run keeps the kernel's limits", () => {
  const small = batchOf(Array.from({ length: 2 * MAX_SEGMENTS + 1 }, () => [0, 100]));
  assertEquals(planOf(small, tableOf(1)).map((run) => run.length), [MAX_SEGMENTS, MAX_SEGMENTS, 1]);
  const large = batchOf(Array.from({ length: 60 }, () => [0, 1400]));
  assertEquals(planOf(large, tableOf(1)).map((run) => run.length), [46, 14]);
  assert(46 * 1400 <= MAX_SEGMENTED_BYTES && 47 * 1400 > MAX_SEGMENTED_BYTES);
  const fragmented = batchOf([[0, 1500], [0, 1500]]);
  assertEquals(planOf(fragmented, tableOf(1)), [[0], [1]]);
});

Deno.test("receivers that cannot be sent segments get each datagram alone", () => {
  const table = tableOf(2);
  const batch = batchOf([[0, 9], [1, 9], [0, 9], [1, 9]]);
  assertEquals(planOf(batch, table, new WeakSet([endpointOf(table, 0)!])), [[0], [2], [1, 3]]);
  assertEquals(planOf(batch, table, null), [[0], [2], [1], [3]]);
});

Deno.test("numbers that are not in use are left out, however large", () => {
  assertEquals(planOf(batchOf([[1, 9], [0, 9], [99_999, 9], [-1, 9]]), tableOf(1)), [[1]]);
});

Deno.test("any batch leaves whole, in order and in runs that the kernel takes", () => {
  const random = createRandom(11);
  const table = tableOf(700);
  const plan = createSendPlan(512);
  for (let round = 0; round < 300; round++) {
    // From everything to one receiver to most receivers with one datagram.
    const receivers = 1 + random.int(round % 2 === 0 ? 10 : 700);
    const datagrams = Array.from({ length: random.int(513) }, () => {
      const length = random.int(4) === 0 ? random.int(1500) : 1100;
      return [random.int(receivers), length] as const;
    });
    const batch = batchOf(datagrams);
    orderBatch(plan, batch, table);
    cutRuns(plan, batch, 0, table, new WeakSet());
    const runs = runsOf(plan);
    assertEquals(runs.flat().sort((a, b) => a - b), datagrams.map((_, i) => i));
    const last = new Map<number, number>();
    for (const run of runs) {
      const [to, length] = datagrams[run[0]!]!;
      assert(run.length <= MAX_SEGMENTS && run.length * length <= MAX_SEGMENTED_BYTES);
      for (const [k, i] of run.entries()) {
        assertEquals(datagrams[i]![0], to);
        assert(i > (last.get(to) ?? -1));
        last.set(to, i);
        const own = datagrams[i]![1];
        assert(k < run.length - 1 ? own === length : own <= length);
      }
    }
  }
});
