/**
 * Says what happens to the group while one is in it: hands that are raised, and its lock.
 * @module
 */
import { computed, effect } from "@preact/signals";
import { text } from "../text.ts";
import { hasRaisedHand } from "../client/members.ts";
import type { Notices } from "./notices.ts";
import type { Session } from "../client/session.ts";

/** Announces until the result is called. What was so on arrival is no news. */
export function announceChanges(
  session: Pick<Session, "phase" | "members" | "self" | "status" | "may">,
  notices: Notices,
): () => void {
  const inside = computed(() => session.phase.value === "room");
  const locked = computed(() => inside.value ? session.status.value?.locked === true : null);
  let wasLocked: boolean | null = null;
  let raised: ReadonlySet<string> = new Set();
  const endings = [
    effect(() => {
      const now = locked.value;
      if (wasLocked !== null && now !== null && now !== wasLocked) {
        notices.show("info", now ? text.group.locked : text.group.unlocked);
      }
      wasLocked = now;
    }),
    effect(() => {
      const hands = [...session.members.value.values()].filter(hasRaisedHand);
      for (const { id, username } of hands) {
        if (raised.has(id) || id === session.self.peek().id) continue;
        const sentence = text.member.newlyRaised(username || text.room.anonymous);
        // To those who lead it is to be seen; the others have the mark.
        if (session.may("op")) notices.show("info", sentence);
        else notices.announce(sentence);
      }
      raised = new Set(hands.map(({ id }) => id));
    }),
  ];
  return () => endings.forEach((stop) => stop());
}
