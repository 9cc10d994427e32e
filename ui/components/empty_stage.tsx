/**
 * What the stage says while nobody sends anything.
 * @module
 */
import { Link, Users } from "lucide-preact";
import { useApp } from "../context.ts";
import { text } from "../text.ts";

/** Says whether anybody is there at all, and how others come. */
export function EmptyStage() {
  const { session, notices } = useApp();
  const people = session.members.value.size;
  const address = location.origin + location.pathname;

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      notices.show("info", text.room.linkCopied);
    } catch {
      notices.show("warning", text.room.linkNotCopied);
    }
  };

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
      <p class="address">{address}</p>
      <button type="button" class="button" onClick={() => void copy()}>
        <Link class="icon" aria-hidden="true" />
        {text.room.copyLink}
      </button>
    </div>
  );
}
