import { assertEquals } from "../../tests/assert.ts";
import { createBucket, createBuckets } from "./bucket.ts";

Deno.test("so many at once, and then at a steady rate", () => {
  const bucket = createBucket(2, 1);
  const taken = [0, 0, 0, 500, 1000, 1100, 60_000, 60_000, 60_000].map(bucket.take);
  assertEquals(taken, [true, true, false, false, true, false, true, true, false]);
});

Deno.test("each name has a bucket of its own, and names without end cost no memory", () => {
  const buckets = createBuckets(1, 1);
  assertEquals([buckets.take("a", 0), buckets.take("b", 0), buckets.take("a", 0)], [
    true,
    true,
    false,
  ]);
  for (let name = 0; name < 5000; name++) buckets.take(String(name), 0);
  assertEquals(buckets.take("a", 0), true);
});
