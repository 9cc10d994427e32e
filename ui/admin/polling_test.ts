import { assertEquals } from "../../tests/assert.ts";
import { type PollingWorld, startPolling } from "./polling.ts";

function createWorld() {
  const timers = new Set<() => void>();
  const watchers = new Set<() => void>();
  const state = { visible: true };
  const world: PollingWorld = {
    after(_ms, callback) {
      timers.add(callback);
      return () => void timers.delete(callback);
    },
    isVisible: () => state.visible,
    onVisibility(callback) {
      watchers.add(callback);
      return () => void watchers.delete(callback);
    },
  };
  const settle = async () => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  return {
    world,
    timers,
    watchers,
    async fire() {
      const due = [...timers];
      timers.clear();
      for (const callback of due) callback();
      await settle();
    },
    async show(visible: boolean) {
      state.visible = visible;
      for (const callback of watchers) callback();
      await settle();
    },
    settle,
  };
}

Deno.test("it is asked at once, then again some time after each answer, and no more after the end", async () => {
  const it = createWorld();
  let asked = 0;
  const stop = startPolling(it.world, 3000, () => {
    asked++;
    return Promise.resolve();
  });
  await it.settle();
  await it.fire();
  await it.fire();
  assertEquals(asked, 3);
  stop();
  await it.fire();
  assertEquals([asked, it.timers.size, it.watchers.size], [3, 0, 0]);
});

Deno.test("nothing is asked while nobody looks, and at once when somebody does", async () => {
  const it = createWorld();
  let asked = 0;
  const stop = startPolling(it.world, 3000, () => {
    asked++;
    return Promise.resolve();
  });
  await it.settle();
  await it.show(false);
  await it.fire();
  await it.fire();
  assertEquals(asked, 1);
  await it.show(true);
  assertEquals(asked, 2);
  stop();
});

Deno.test("a slow answer is waited for, not asked for twice", async () => {
  const it = createWorld();
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = 0;
  const stop = startPolling(it.world, 3000, () => {
    asked++;
    return promise;
  });
  await it.show(false);
  await it.show(true);
  assertEquals([asked, it.timers.size], [1, 0]);
  resolve();
  await it.settle();
  assertEquals(it.timers.size, 1);
  stop();
});
