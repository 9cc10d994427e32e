/**
 * Who waits at the door, for hosts: in the list of members.
 * @module
 */
import { Check, DoorOpen, X } from "lucide-preact";
import { useApp } from "../context.ts";
import type { WaitingPerson } from "../client/lobby.ts";
import { formatNumber } from "../languages/format.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";
import { Avatar } from "./avatar.tsx";

/** The people at the door; absent where there are none. */
export function LobbyList() {
  const { lobby } = useApp().teaching;
  const people = lobby.people.value;
  if (people.length === 0) return null;
  return (
    <section class="lobby" aria-labelledby="lobby-title">
      <header class="hands-head">
        <DoorOpen class="icon" aria-hidden="true" />
        <h3 id="lobby-title">{text.lobby.title}</h3>
        <span class="panel-note">{formatNumber(people.length)}</span>
        {people.length > 1 && (
          <button
            type="button"
            class="link-button"
            onClick={() => lobby.admit(null)}
          >
            {text.lobby.letInAll}
          </button>
        )}
      </header>
      <ul>
        {people.map((person) => <LobbyRow key={person.id} person={person} />)}
      </ul>
    </section>
  );
}

function LobbyRow({ person }: { readonly person: WaitingPerson }) {
  const { dialog, teaching: { lobby } } = useApp();
  const name = shownName(person.username);
  return (
    <li class="hand" data-waiting={person.id}>
      <Avatar name={name} />
      <span class="member-name">
        <bdi>{name}</bdi>
      </span>
      <button
        type="button"
        class="button small primary"
        aria-label={text.lobby.letInPerson(name)}
        onClick={() => lobby.admit(person)}
      >
        <Check class="icon" aria-hidden="true" />
        {text.lobby.letIn}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={text.lobby.sendAway(name)}
        title={text.lobby.sendAway(name)}
        onClick={() => {
          dialog.value = { type: "deny", person };
        }}
      >
        <X class="icon" aria-hidden="true" />
      </button>
    </li>
  );
}
