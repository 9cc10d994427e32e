/**
 * Says what happens to the group while one is in it: its lock.
 * @module
 */
import { computed, effect } from "@preact/signals";
import { text } from "../text.ts";
import type { Notices } from "./notices.ts";
import type { Session } from "../client/session.ts";

/** Announces until the result is called. What was so on arrival is no news. */
export function announceChanges(
  session: Pick<Session, "phase" | "reconnecting" | "status">,
  notices: Notices,
): () => void {
  // On the way, to another group too, there is nothing to be known.
  const inside = computed(() => session.phase.value === "room" && !session.reconnecting.value);
  const locked = computed(() => inside.value ? session.status.value?.locked === true : null);
  let wasLocked: boolean | null = null;
  return effect(() => {
    const now = locked.value;
    if (wasLocked !== null && now !== null && now !== wasLocked) {
      notices.show("info", now ? text.group.locked : text.group.unlocked);
    }
    wasLocked = now;
  });
}
