/**
 * One message of the chat.
 * @module
 */
import { useApp } from "../context.ts";
import { formatClock } from "../languages/format.ts";
import { findLinks } from "../links.ts";
import type { ChatLine as Line } from "../models/chat_log.ts";
import { lineItems } from "../menus.ts";
import { text } from "../text.ts";
import { MenuButton } from "./menu.tsx";

/** A message; `headed` if the author's name stands above it. */
export interface ChatLineProps {
  readonly line: Line;
  readonly headed: boolean;
}

/** A message, its text as text and its links as links. */
export function ChatLine({ line, headed }: ChatLineProps) {
  const app = useApp();
  const name = line.kind === "server" ? text.chat.server : line.username || text.room.anonymous;
  return (
    <li
      class="chat-line"
      data-kind={line.kind}
      data-mine={line.mine}
      data-private={line.privateTo !== null}
      data-headed={headed}
    >
      {headed && (
        <p class="chat-head">
          <span class="chat-author" dir="auto">{name}</span>
          {line.privateTo !== null && <span class="chat-private">{privacyOf(line)}</span>}
          <time dateTime={new Date(line.timeMs).toISOString()}>{formatClock(line.timeMs)}</time>
        </p>
      )}
      <p class="chat-text" dir="auto">
        {line.kind === "me" && <b class="chat-actor" dir="auto">{name}</b>}
        <LinkedText value={line.text} />
      </p>
      <MenuButton
        class="icon-button chat-menu"
        label={text.message.actions(name)}
        items={lineItems(app, line)}
      />
    </li>
  );
}

function privacyOf(line: Line): string {
  return line.mine ? text.chat.privateTo(line.privateTo ?? "") : text.chat.privateFrom;
}

function LinkedText({ value }: { readonly value: string }) {
  return (
    <>
      {findLinks(value).map((part, index) =>
        part.href === undefined
          ? part.text
          : (
            <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
              {part.text}
            </a>
          )
      )}
    </>
  );
}
