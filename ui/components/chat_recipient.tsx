/**
 * Whom the next message goes to, and what it answers.
 * @module
 */
import { ChevronDown, CornerUpLeft, Lock, User, Users, X } from "lucide-preact";
import { sortMembers } from "../client/members.ts";
import { useApp } from "../context.ts";
import type { App } from "../models/app.ts";
import { type MenuItem, toggled } from "../models/floating.ts";
import { nameOf } from "../models/member_name.ts";
import { text } from "../text.ts";

/** So many members stand in the menu; the others are found by name. */
const MOST_IN_MENU = 40;

/** Says whom the message goes to, and opens a menu of others. */
export function RecipientRow() {
  const app = useApp();
  const { chat, floating } = app;
  const recipient = chat.recipient.value;
  const name = recipient === null ? text.chat.everybody : nameOf(recipient);
  const whom = recipient === null ? name : text.chat.to(name);
  const label = text.chat.recipientLabel(whom);
  return (
    <div class="chat-recipient" data-private={recipient !== null}>
      <button
        type="button"
        class="chip chat-to"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={floating.value?.type === "menu" &&
          floating.value.label === text.chat.recipient}
        onClick={({ currentTarget: anchor }) => {
          const menu = {
            type: "menu",
            anchor,
            label: text.chat.recipient,
            items: recipientItems(app),
          } as const;
          floating.value = toggled(floating.peek(), menu);
        }}
      >
        {recipient === null
          ? <Users class="icon" aria-hidden="true" />
          : <Lock class="icon" aria-hidden="true" />}
        <bdi>{whom}</bdi>
        <ChevronDown class="icon" aria-hidden="true" />
      </button>
      {recipient !== null && (
        <>
          <label class="chat-only" title={text.chat.onlyThisHint(name)}>
            <input
              type="checkbox"
              checked={chat.onlyPrivate.value}
              onChange={(event) => {
                chat.onlyPrivate.value = event.currentTarget.checked;
              }}
            />
            {text.chat.onlyThis}
          </label>
          <button
            type="button"
            class="icon-button"
            aria-label={text.chat.toAll}
            title={text.chat.toAll}
            onClick={() => {
              chat.recipient.value = null;
            }}
          >
            <X class="icon" aria-hidden="true" />
          </button>
        </>
      )}
    </div>
  );
}

function recipientItems({ session, chat, notices }: App): MenuItem[] {
  const self = session.self.peek().id;
  const others = sortMembers(session.members.peek(), self).filter(({ id }) => id !== self);
  const everybody: MenuItem = {
    label: text.chat.everybody,
    icon: Users,
    perform: () => {
      chat.recipient.value = null;
    },
  };
  const items = others.slice(0, MOST_IN_MENU).map((member): MenuItem => ({
    label: nameOf(member),
    icon: User,
    perform: () => {
      chat.recipient.value = member;
    },
  }));
  if (others.length <= MOST_IN_MENU) return [everybody, ...items];
  const more: MenuItem = {
    label: text.chat.tooManyNames,
    icon: User,
    perform: () => {
      chat.draft.value = "@";
      notices.announce(text.chat.tooManyNames);
    },
  };
  return [everybody, ...items, more];
}

/** The message that is being answered, if one is. */
export function AnsweredRow() {
  const { chat } = useApp();
  const line = chat.answered.value;
  if (line === null) return null;
  return (
    <div class="chat-answered">
      <CornerUpLeft class="icon" aria-hidden="true" />
      <p>
        <bdi class="chat-quoted-name">{text.chat.answering(nameOf(line))}</bdi>
        <span class="chat-quoted" dir="auto">{line.text.slice(0, 200)}</span>
      </p>
      <button
        type="button"
        class="icon-button"
        aria-label={text.chat.stopAnswering}
        title={text.chat.stopAnswering}
        onClick={() => chat.answer(null)}
      >
        <X class="icon" aria-hidden="true" />
      </button>
    </div>
  );
}
