/**
 * Who wants to say something, in order.
 * @module
 */
import { Hand } from "lucide-preact";
import type { Member } from "../client/members.ts";
import { useApp } from "../context.ts";
import { formatNumber } from "../languages/format.ts";
import { nameOf } from "../models/member_name.ts";
import { text } from "../text.ts";
import { Avatar } from "./avatar.tsx";

/** The row of raised hands; absent where there are none. Hosts can lower them. */
export function RaisedHands() {
  const { hands, session } = useApp();
  const raised = hands.raised.value;
  if (raised.length === 0) return null;
  return (
    <section class="hands" aria-labelledby="hands-title">
      <header class="hands-head">
        <Hand class="icon" aria-hidden="true" />
        <h3 id="hands-title">{text.hands.title}</h3>
        <span class="panel-note">{formatNumber(raised.length)}</span>
        {session.may("op") && raised.length > 1 && (
          <button
            type="button"
            class="link-button"
            onClick={() => lowerAll(raised)}
          >
            {text.hands.lowerAll}
          </button>
        )}
      </header>
      <ol>
        {raised.map((member, index) => (
          <HandRow
            key={member.id}
            member={member}
            place={index + 1}
          />
        ))}
      </ol>
    </section>
  );

  function lowerAll(members: readonly Member[]): void {
    hands.lowerOf(null);
    if (members.some(({ id }) => id === session.self.peek().id)) hands.lower();
  }
}

/** For hosts, about somebody who may not: one click, and the hand is lowered, too. */
function LetSpeak({ member }: { readonly member: Member }) {
  const { hands, moderation, notices, session } = useApp();
  if (!session.may("op") || member.permissions.includes("present")) return null;
  const name = nameOf(member);
  return (
    <button
      type="button"
      class="button small primary"
      aria-label={text.handOver.allow(name)}
      onClick={() => {
        moderation.act("present", member);
        hands.lowerOf(member);
        notices.show("info", text.handOver.allowed(name));
      }}
    >
      {text.handOver.allowShort}
    </button>
  );
}

function HandRow({ member, place }: { readonly member: Member; readonly place: number }) {
  const { hands, session } = useApp();
  const isSelf = member.id === session.self.value.id;
  const name = nameOf(member);
  return (
    <li class="hand" data-member={member.id}>
      <span class="hand-place">{formatNumber(place)}</span>
      <Avatar name={name} />
      <bdi class="member-name">{isSelf ? text.room.nameAndYou(name) : name}</bdi>
      {!isSelf && <LetSpeak member={member} />}
      {(isSelf || session.may("op")) && (
        <button
          type="button"
          class="button small"
          aria-label={isSelf ? text.command.unraise : text.hands.lower(name)}
          onClick={() => isSelf ? hands.lower() : hands.lowerOf(member)}
        >
          {text.hands.lowerShort}
        </button>
      )}
    </li>
  );
}
