/**
 * What the stage says while nobody sends anything.
 * @module
 */
import { Link, Users } from "lucide-preact";
import { copyText } from "../clipboard.ts";
import { useApp } from "../context.ts";
import { text } from "../text.ts";

/** Says whether anybody is there at all, and how others come. */
export function EmptyStage() {
  const { session, notices } = useApp();
  const people = session.members.value.size;
  const address = location.origin + location.pathname;

  if (people > 1) {
    return (
      <div class="empty-stage">
        <Users class="empty-icon" aria-hidden="true" />
        <h2>{text.room.quietTitle(people)}</h2>
        <p>{text.room.quietHint}</p>
      </div>
    );
  }
  return (
    <div class="empty-stage">
      <Users class="empty-icon" aria-hidden="true" />
      <h2>{text.room.aloneTitle}</h2>
      <p>{text.room.aloneHint}</p>
      <p class="address" dir="ltr">{address}</p>
      <button type="button" class="button" onClick={() => void copyText(address, notices)}>
        <Link class="icon" aria-hidden="true" />
        {text.room.copyLink}
      </button>
    </div>
  );
}
