/**
 * The chat beside the stage.
 * @module
 */
import { useSignal } from "@preact/signals";
import { ArrowDown, MessageSquare } from "lucide-preact";
import { Fragment } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import { continues } from "../models/chat_log.ts";
import { nameOf } from "../models/member_name.ts";
import { text } from "../text.ts";
import { ChatEntry } from "./chat_entry.tsx";
import { ChatLine } from "./chat_line.tsx";
import { Panel } from "./panel.tsx";

/** This close to the end, in CSS pixels, the list follows new lines. */
const NEAR_END = 48;

/** What has been said, and the field for saying more. */
export function ChatPanel() {
  const { chat } = useApp();
  return (
    <Panel name="chat" title={text.chat.title} closeLabel={text.chat.close}>
      {chat.shown.value.length === 0 ? <EmptyChat /> : <ChatLines />}
      <ChatEntry />
    </Panel>
  );
}

function EmptyChat() {
  const { recipient, lines } = useApp().chat;
  const partner = recipient.value;
  if (partner !== null && lines.value.length > 0) {
    return <p class="empty-chat">{text.chat.nothingPrivate(nameOf(partner))}</p>;
  }
  return (
    <div class="empty-chat">
      <MessageSquare class="empty-icon" aria-hidden="true" />
      <p class="empty-title">{text.chat.empty}</p>
      <p>{text.chat.emptyHint}</p>
    </div>
  );
}

function ChatLines() {
  const { chat } = useApp();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  /** The person has scrolled back; and something has been said since. */
  const away = useSignal(false);
  const behind = useSignal(false);
  const lines = chat.shown.value;
  const firstNew = chat.firstNew.value;

  const goToEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });

  useLayoutEffect(() => {
    if (atEnd.current) goToEnd();
    else behind.value = true;
  }, [lines.at(-1)?.id]);

  // Whoever opens the chat begins where the new lines do, if they fill more than what is in sight.
  useLayoutEffect(() => {
    const mark = list.current?.querySelector(".chat-new");
    if (mark === null || mark === undefined) return;
    mark.scrollIntoView({ block: "start" });
  }, []);

  // The height changes with the keyboard of a phone.
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) goToEnd();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div class="chat-scroll">
      <div
        class="chat-lines"
        ref={list}
        role="log"
        aria-labelledby="panel-chat-title"
        tabIndex={0}
        onScroll={({ currentTarget: element }) => {
          const below = element.scrollHeight - element.scrollTop - element.clientHeight;
          atEnd.current = below < NEAR_END;
          away.value = !atEnd.current;
          if (atEnd.current) behind.value = false;
        }}
      >
        <ol>
          {lines.map((line, index) => (
            <Fragment key={line.id}>
              {line.id === firstNew && <li class="chat-new">{text.chat.newFromHere}</li>}
              <ChatLine
                line={line}
                headed={line.id === firstNew || !continues(line, lines[index - 1])}
              />
            </Fragment>
          ))}
        </ol>
      </div>
      {away.value && (
        <button type="button" class="chip chat-newer" onClick={goToEnd}>
          <ArrowDown class="icon" aria-hidden="true" />
          {behind.value ? text.chat.newMessages : text.chat.latest}
        </button>
      )}
    </div>
  );
}
