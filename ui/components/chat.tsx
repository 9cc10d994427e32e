/**
 * The chat beside the stage.
 * @module
 */
import { useSignal } from "@preact/signals";
import { ArrowDown, MessageSquare } from "lucide-preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import { continues } from "../models/chat_log.ts";
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
      {chat.lines.value.length === 0 ? <EmptyChat /> : <ChatLines />}
      <ChatEntry />
    </Panel>
  );
}

function EmptyChat() {
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
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  const behind = useSignal(false);
  const lines = chat.lines.value;

  const goToEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });

  useLayoutEffect(() => {
    if (atEnd.current) goToEnd();
    else behind.value = true;
  }, [lines.length]);

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
      <ol
        class="chat-lines"
        ref={list}
        role="log"
        aria-labelledby="panel-chat-title"
        tabIndex={0}
        onScroll={({ currentTarget: element }) => {
          const below = element.scrollHeight - element.scrollTop - element.clientHeight;
          atEnd.current = below < NEAR_END;
          if (atEnd.current) behind.value = false;
        }}
      >
        {lines.map((line, index) => (
          <ChatLine key={line.id} line={line} headed={!continues(line, lines[index - 1])} />
        ))}
      </ol>
      {behind.value && (
        <button type="button" class="chip chat-newer" onClick={goToEnd}>
          <ArrowDown class="icon" aria-hidden="true" />
          {text.chat.newMessages}
        </button>
      )}
    </div>
  );
}
