/**
 * What is offered while somebody writes, as a list above the field (WAI-ARIA Authoring Practices, combobox: the focus stays
 * in the field).
 * @module
 */
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { type Suggestion, suggestionsOf } from "../commands/suggestions.ts";
import { useApp } from "../context.ts";
import { text } from "../text.ts";

/** The list, for the field that it belongs to. */
export interface SuggestionList {
  readonly id: string;
  readonly open: boolean;
  readonly items: readonly Suggestion[];
  readonly at: number;
  /** The element that the field's `aria-activedescendant` names. */
  readonly activeId: string | undefined;
  /** Takes a key, if it is one for the list. */
  press(event: KeyboardEvent): boolean;
}

/** Follows what stands in the chat's field. */
export function useSuggestions(): SuggestionList {
  const app = useApp();
  const id = useId();
  const typed = app.chat.draft.value;
  /** The text for which the person does not want any. */
  const refused = useSignal<string | null>(null);
  const chosen = useSignal<{ readonly typed: string; readonly at: number }>({ typed: "", at: 0 });
  const items = refused.value === typed || typed === "" ? [] : suggestionsOf(app, typed);
  const at = chosen.value.typed === typed ? Math.min(chosen.value.at, items.length - 1) : 0;
  const open = items.length > 0;
  const move = (step: number) => {
    chosen.value = { typed, at: (at + step + items.length) % items.length };
  };
  const press = (event: KeyboardEvent): boolean => {
    if (!open || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return false;
    switch (event.key) {
      case "ArrowDown":
        move(1);
        break;
      case "ArrowUp":
        move(-1);
        break;
      case "Enter":
      case "Tab":
        items[at]?.take();
        break;
      case "Escape":
        refused.value = typed;
        break;
      default:
        return false;
    }
    event.preventDefault();
    // Escape closes this alone.
    event.stopPropagation();
    return true;
  };
  return { id, open, items, at, activeId: open ? `${id}-${at}` : undefined, press };
}

/** The list itself. */
export function Suggestions({ list }: { readonly list: SuggestionList }) {
  if (!list.open) return null;
  return (
    <ul class="suggestions" role="listbox" id={list.id} aria-label={text.chat.suggestions}>
      {list.items.map((item, index) => (
        <li
          key={item.key}
          id={`${list.id}-${index}`}
          class="suggestion"
          role="option"
          aria-selected={index === list.at}
          // The focus stays in the field.
          onMouseDown={(event) => event.preventDefault()}
          onClick={item.take}
        >
          <bdi class="suggestion-label">{item.label}</bdi>
          {item.help !== "" && <span class="suggestion-help">{item.help}</span>}
        </li>
      ))}
    </ul>
  );
}
