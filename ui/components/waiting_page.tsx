/**
 * At the door of a group whose hosts let people in one by one: in place of the form.
 * @module
 */
import { DoorOpen, LoaderCircle } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";

/** Says that one waits, and for whom; the way back is a button. */
export function WaitingPage() {
  const { session, settings, connection } = useApp();
  const ref = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone.
  useEffect(() => ref.current?.focus(), []);
  const { username } = settings.values.value;
  const lost = connection.state.value.name !== "ready";
  return (
    <section class="join-form waiting">
      <h2 ref={ref} tabIndex={-1}>
        <DoorOpen class="icon" aria-hidden="true" />
        {text.lobby.waitTitle}
      </h2>
      <div role="status">
        <p class="lead">{lost ? text.lobby.trying : text.lobby.wait}</p>
      </div>
      {username !== "" && <p class="hint">{text.lobby.waitAs(shownName(username))}</p>}
      <div class="join-actions">
        <LoaderCircle class="icon spinning" aria-hidden="true" />
        <button type="button" class="button large" onClick={() => session.leave(null)}>
          {text.lobby.giveUp}
        </button>
      </div>
    </section>
  );
}
