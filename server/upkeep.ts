/**
 * What is due every second, and what only now and then.
 * @module
 */
import { forgetEmptyGroups } from "../groups/directory.ts";
import type { Hub } from "./client.ts";
import { tick } from "./hub.ts";
import { refreshGroups } from "./membership.ts";

/** How often empty groups are looked for, in milliseconds. */
const FORGET_EVERY_MS = 60_000;

/** How often tokens that ended long ago are, in milliseconds; Galène's number. */
const PURGE_EVERY_MS = 15 * 60_000;

/** When the rarer tasks were done last, as Unix time in milliseconds. */
export interface Upkeep {
  forgotMs: number;
  purgedMs: number;
}

/** Nothing has been done: all is due. */
export function createUpkeep(): Upkeep {
  return { forgotMs: -Infinity, purgedMs: -Infinity };
}

/**
 * Does what is due. To be called every second, but not before the last call is done. A task that fails is logged, and keeps no other from
 * its turn.
 */
export async function keepUp(
  hub: Hub,
  upkeep: Upkeep,
  refreshConfig: () => Promise<void>,
): Promise<void> {
  const nowMs = hub.clock.nowMs();
  await attempt(hub, () => tick(hub));
  await attempt(hub, () => refreshGroups(hub));
  await attempt(hub, refreshConfig);
  if (nowMs - upkeep.forgotMs >= FORGET_EVERY_MS) {
    upkeep.forgotMs = nowMs;
    await attempt(hub, () => forgetEmptyGroups(hub.directory, nowMs));
  }
  if (nowMs - upkeep.purgedMs >= PURGE_EVERY_MS) {
    upkeep.purgedMs = nowMs;
    await attempt(hub, async () => {
      const count = await hub.tokens.purge(nowMs);
      if (count > 0) hub.log.info("tokens that ended long ago have been forgotten", { count });
    });
  }
}

async function attempt(hub: Hub, task: () => void | Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    hub.log.error("a regular task has failed", { error: String(error) });
  }
}
