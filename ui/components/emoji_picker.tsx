/**
 * A small set of emoji to choose from.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import { EMOJI, findEmoji } from "../emoji.ts";
import { formatNumber } from "../languages/format.ts";
import type { EmojiFloating } from "../models/floating.ts";
import { text } from "../text.ts";

/** A field to search in, and the signs; arrows move among them, Enter takes one. */
export function EmojiPicker({ picker }: { readonly picker: EmojiFloating }) {
  const { floating } = useApp();
  const wanted = useSignal("");
  const grid = useRef<HTMLDivElement>(null);
  const found = findEmoji(wanted.value);
  const take = (emoji: string) => {
    floating.value = null;
    picker.insert(emoji);
  };
  const buttons = () => [...grid.current?.querySelectorAll<HTMLElement>("button") ?? []];
  const move = (event: KeyboardEvent) => {
    const all = buttons();
    const at = all.findIndex((button) => button === document.activeElement);
    const rightToLeft = document.documentElement.dir === "rtl";
    const step = stepOf(event.key, rightToLeft, columnsOf(all));
    if (at < 0 || step === 0) return;
    event.preventDefault();
    const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
    for (const button of all) button.tabIndex = button === next ? 0 : -1;
    next?.focus();
  };
  return (
    <div class="emoji-picker" role="dialog" aria-label={text.emoji.title}>
      <input
        class="input"
        type="search"
        data-focus-first
        aria-label={text.emoji.search}
        placeholder={text.emoji.search}
        value={wanted.value}
        onInput={(event) => {
          wanted.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          const [first] = found;
          if (event.key === "Enter" && first !== undefined) {
            event.preventDefault();
            take(EMOJI[first]);
          } else if (event.key === "ArrowDown") {
            event.preventDefault();
            buttons()[0]?.focus();
          }
        }}
      />
      <p class="hidden" role="status">
        {wanted.value === "" ? "" : text.emoji.found(formatNumber(found.length))}
      </p>
      {found.length === 0 && <p class="hint">{text.emoji.none}</p>}
      <div
        class="emoji-grid"
        ref={grid}
        role="group"
        aria-label={text.emoji.title}
        onKeyDown={move}
      >
        {found.map((name, index) => (
          <button
            key={name}
            type="button"
            class="emoji"
            aria-label={text.emoji.names[name]}
            title={text.emoji.names[name]}
            tabIndex={index === 0 ? 0 : -1}
            onClick={() => take(EMOJI[name])}
          >
            {EMOJI[name]}
          </button>
        ))}
      </div>
    </div>
  );
}

/** How many stand in a row. */
function columnsOf(all: readonly HTMLElement[]): number {
  return all.filter(({ offsetTop }) => offsetTop === all[0]?.offsetTop).length;
}

function stepOf(key: string, rightToLeft: boolean, columns: number): number {
  switch (key) {
    case "ArrowRight":
      return rightToLeft ? -1 : 1;
    case "ArrowLeft":
      return rightToLeft ? 1 : -1;
    case "ArrowDown":
      return columns;
    case "ArrowUp":
      return -columns;
    case "Home":
      return -Infinity;
    case "End":
      return Infinity;
    default:
      return 0;
  }
}
