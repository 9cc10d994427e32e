/**
 * The field in which messages are written.
 * @module
 */
import { Lock, SendHorizontal, X } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { submitChat } from "../commands/submit.ts";
import { useApp } from "../context.ts";
import { text } from "../text.ts";

/** Enter sends; with Shift it begins a new line. */
export function ChatEntry() {
  const app = useApp();
  const { chat, session } = app;
  const field = useRef<HTMLTextAreaElement>(null);
  const recipient = chat.recipient.value;
  const hint = session.reconnecting.value
    ? text.chat.offline
    : session.may("message")
    ? null
    : text.chat.notAllowed;

  useEffect(() => field.current?.focus(), [recipient]);

  const submit = () => {
    if (hint !== null || chat.draft.peek() === "") return;
    if (submitChat(app, chat.draft.peek())) chat.draft.value = "";
    field.current?.focus();
  };

  return (
    <form
      class="chat-entry"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {recipient !== null && (
        <p class="chip chat-recipient">
          <Lock class="icon" aria-hidden="true" />
          <span>{text.chat.to(recipient.username || text.room.anonymous)}</span>
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
        </p>
      )}
      {hint !== null && <p class="hint" id="chat-hint">{hint}</p>}
      <div class="chat-field">
        <textarea
          id="chat-message"
          ref={field}
          class="input"
          rows={1}
          aria-label={text.chat.message}
          aria-describedby={hint === null ? undefined : "chat-hint"}
          placeholder={text.chat.placeholder}
          value={chat.draft.value}
          onInput={(event) => {
            chat.draft.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            // While an input method composes a word, Enter belongs to it.
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        <button
          type="submit"
          class="icon-button chat-send"
          aria-label={text.chat.send}
          title={text.chat.send}
          disabled={hint !== null || chat.draft.value.trim() === ""}
        >
          <SendHorizontal class="icon" aria-hidden="true" />
        </button>
      </div>
    </form>
  );
}
