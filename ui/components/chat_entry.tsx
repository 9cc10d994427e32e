/**
 * The field in which messages are written.
 * @module
 */
import { Paperclip, SendHorizontal, Smile } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { submitChat } from "../commands/submit.ts";
import { useApp } from "../context.ts";
import { toggled } from "../models/floating.ts";
import { text } from "../text.ts";
import { AnsweredRow, RecipientRow } from "./chat_recipient.tsx";
import { Suggestions, useSuggestions } from "./suggestions.tsx";

/** Longest message, in UTF-16 units: others would not see more of it. */
const MOST_CHARACTERS = 20_000;

/** Enter sends; with Shift it begins a new line. */
export function ChatEntry() {
  const app = useApp();
  const { chat, session } = app;
  const field = useRef<HTMLTextAreaElement>(null);
  const suggestions = useSuggestions();
  const hint = session.reconnecting.value
    ? text.chat.offline
    : session.may("message")
    ? null
    : text.chat.notAllowed;

  useEffect(() => field.current?.focus(), [chat.recipient.value, chat.answered.value]);

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
      {hint === null && <RecipientRow />}
      <AnsweredRow />
      {hint !== null && <p class="hint" id="chat-hint">{hint}</p>}
      <Suggestions list={suggestions} />
      <div class="chat-field">
        <textarea
          id="chat-message"
          ref={field}
          class="input"
          rows={1}
          dir="auto"
          maxLength={MOST_CHARACTERS}
          aria-label={text.chat.message}
          aria-describedby={hint === null ? undefined : "chat-hint"}
          aria-autocomplete="list"
          aria-controls={suggestions.open ? suggestions.id : undefined}
          aria-activedescendant={suggestions.activeId}
          placeholder={text.chat.placeholder}
          value={chat.draft.value}
          onInput={(event) => {
            chat.draft.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            // While an input method composes a word, Enter belongs to it.
            if (event.isComposing || suggestions.press(event)) return;
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            submit();
          }}
          onPaste={(event) => {
            const files = [...event.clipboardData?.files ?? []];
            if (files.length === 0 || hint !== null) return;
            event.preventDefault();
            app.dialog.value = { type: "send-files", member: chat.recipient.peek(), files };
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
      {hint === null && (
        <div class="chat-tools">
          <EmojiButton field={() => field.current} />
          <button
            type="button"
            class="icon-button"
            aria-label={text.chat.attach}
            title={text.chat.attach}
            aria-haspopup="dialog"
            onClick={() => {
              app.dialog.value = { type: "send-files", member: chat.recipient.peek(), files: [] };
            }}
          >
            <Paperclip class="icon" aria-hidden="true" />
          </button>
        </div>
      )}
    </form>
  );
}

function EmojiButton({ field }: { readonly field: () => HTMLTextAreaElement | null }) {
  const { chat, floating } = useApp();
  const insert = (emoji: string) => {
    const at = field();
    const { value } = chat.draft;
    const start = at?.selectionStart ?? value.length;
    const end = at?.selectionEnd ?? start;
    chat.draft.value = value.slice(0, start) + emoji + value.slice(end);
    // The field has the new text only after it has been drawn again.
    requestAnimationFrame(() => {
      at?.focus();
      at?.setSelectionRange(start + emoji.length, start + emoji.length);
    });
  };
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={text.chat.emoji}
      title={text.chat.emoji}
      aria-haspopup="dialog"
      aria-expanded={floating.value?.type === "emoji"}
      onClick={({ currentTarget: anchor }) => {
        floating.value = toggled(floating.peek(), { type: "emoji", anchor, insert });
      }}
    >
      <Smile class="icon" aria-hidden="true" />
    </button>
  );
}
