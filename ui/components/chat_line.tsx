/**
 * One message of the chat.
 * @module
 */
import { useSignal } from "@preact/signals";
import { Lock } from "lucide-preact";
import { useApp } from "../context.ts";
import { formatClock, formatDate, formatTime } from "../languages/format.ts";
import { findLinks } from "../links.ts";
import { type ChatLine as Line, quotedLine } from "../models/chat_log.ts";
import { nameOf } from "../models/member_name.ts";
import { lineItems } from "../menus.ts";
import { text } from "../text.ts";
import { MenuButton } from "./menu.tsx";

/** A message; `headed` if the author's name stands above it. */
export interface ChatLineProps {
  readonly line: Line;
  readonly headed: boolean;
}

/** Of a longer text this much is shown at first, in UTF-16 units. */
const MOST_CHARACTERS = 1200;

/** A message, its text as text and its links as links. */
export function ChatLine({ line, headed }: ChatLineProps) {
  const app = useApp();
  const name = line.kind === "server" ? text.chat.server : nameOf(line);
  return (
    <li
      class="chat-line"
      data-id={line.id}
      data-kind={line.kind}
      data-mine={line.mine}
      data-private={line.privateTo !== null}
      data-headed={headed}
    >
      {headed && (
        <p class="chat-head">
          <bdi class="chat-author">{name}</bdi>
          {line.privateTo !== null && (
            <span class="chat-private">
              <Lock class="icon" aria-hidden="true" />
              {privacyOf(line)}
            </span>
          )}
          <time dateTime={new Date(line.timeMs).toISOString()} title={formatTime(line.timeMs)}>
            {isToday(line.timeMs) ? "" : `${formatDate(line.timeMs)} `}
            {formatClock(line.timeMs)}
          </time>
        </p>
      )}
      {line.quote !== null && <Quotation line={line} />}
      <Words line={line} name={name} />
      <MenuButton
        class="icon-button chat-menu"
        label={text.message.actions(name)}
        items={lineItems(app, line)}
      />
    </li>
  );
}

function isToday(timeMs: number): boolean {
  return new Date(timeMs).toDateString() === new Date().toDateString();
}

function privacyOf(line: Line): string {
  return line.mine
    ? text.chat.privateTo(nameOf({ username: line.privateTo ?? "" }))
    : text.chat.privateFrom;
}

function Words({ line, name }: { readonly line: Line; readonly name: string }) {
  const whole = useSignal(false);
  const isLong = line.text.length > MOST_CHARACTERS && !whole.value;
  // Half of a pair of surrogates is no sign.
  const shown = isLong
    ? line.text.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, "") + "…"
    : line.text;
  return (
    <>
      <p class="chat-text" dir="auto">
        {line.kind === "me" && <bdi class="chat-actor">{name}</bdi>}
        <LinkedText value={shown} />
      </p>
      {isLong && (
        <button
          type="button"
          class="link-button"
          onClick={() => {
            whole.value = true;
          }}
        >
          {text.chat.showAll}
        </button>
      )}
    </>
  );
}

/** What a message answers; leads to the message itself, if that is there. */
function Quotation({ line }: { readonly line: Line }) {
  const { chat } = useApp();
  const { quote } = line;
  if (quote === null) return null;
  const target = quotedLine(chat.lines.value, line);
  const content = (
    <>
      {quote.name !== "" && <bdi class="chat-quoted-name">{text.chat.quoteOf(quote.name)}</bdi>}
      <span class="chat-quoted" dir="auto">{quote.text}</span>
    </>
  );
  if (target === null) return <blockquote class="chat-quote">{content}</blockquote>;
  return (
    <button
      type="button"
      class="chat-quote"
      title={text.chat.goToQuoted}
      onClick={({ currentTarget }) => goTo(currentTarget, target.id)}
    >
      {content}
    </button>
  );
}

function goTo(from: HTMLElement, id: string): void {
  const list = from.closest(".chat-lines");
  const line = list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
  if (line === null || line === undefined) return;
  line.scrollIntoView({ block: "center" });
  line.tabIndex = -1;
  line.focus();
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
