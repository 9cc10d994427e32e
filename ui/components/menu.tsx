/**
 * Menus, and the buttons that open them.
 * @module
 */
import { EllipsisVertical } from "lucide-preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import { type MenuFloating, type MenuItem, toggled } from "../models/floating.ts";

/** More items than this are too many for one column. */
const LONG = 12;

/** A menu after the pattern of WAI-ARIA: arrows, Home, End and first letters move, Enter does it. */
export function Menu({ menu }: { readonly menu: MenuFloating }) {
  const { floating, settings } = useApp();
  const ref = useRef<HTMLDivElement>(null);
  const perform = (item: MenuItem) => {
    if (item.items !== undefined) {
      floating.value = { ...menu, label: item.label, items: item.items };
      return;
    }
    floating.value = null;
    // A dialogue that opens now gives the focus back to where it was.
    menu.anchor.focus();
    item.perform();
  };

  // Another menu has taken this one's place: the focus goes on at its beginning.
  useLayoutEffect(() => {
    ref.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
  }, [menu.label]);

  return (
    <div
      class="menu"
      role="menu"
      ref={ref}
      aria-label={menu.label}
      data-long={menu.items.length > LONG}
      onKeyDown={(event) => {
        const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]")];
        const next = target(items, event.key);
        if (next === undefined) return;
        event.preventDefault();
        next.focus();
      }}
    >
      {sectionsOf(menu.items).map(({ heading, items }) => (
        <div key={heading} role="group" aria-label={heading || undefined}>
          {heading !== "" && <p class="menu-heading" aria-hidden="true">{heading}</p>}
          {items.map((item) => (
            <Item
              key={item.label}
              item={item}
              withKey={settings.values.value.shortcuts}
              perform={() => perform(item)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface ItemProps {
  readonly item: MenuItem;
  readonly withKey: boolean;
  perform(): void;
}

function Item({ item, withKey, perform }: ItemProps) {
  return (
    <button
      type="button"
      class="menu-item"
      role={item.active === undefined ? "menuitem" : "menuitemcheckbox"}
      aria-checked={item.active}
      aria-haspopup={item.items === undefined ? undefined : "menu"}
      aria-keyshortcuts={withKey ? item.shortcut : undefined}
      tabIndex={-1}
      data-danger={item.danger ?? false}
      onClick={perform}
    >
      <item.icon class="icon" aria-hidden="true" />
      <span class="menu-label">{item.label}</span>
      {withKey && item.shortcut !== undefined && (
        <kbd aria-hidden="true">{item.shortcut.toUpperCase()}</kbd>
      )}
    </button>
  );
}

/** Neighbours below the same heading. */
function sectionsOf(items: readonly MenuItem[]) {
  const sections: { heading: string; items: MenuItem[] }[] = [];
  for (const item of items) {
    const { heading = "" } = item;
    const last = sections.at(-1);
    if (last?.heading === heading) last.items.push(item);
    else sections.push({ heading, items: [item] });
  }
  return sections;
}

/** The item that a key leads to. */
function target(items: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.findIndex((item) => item === document.activeElement);
  switch (key) {
    case "ArrowDown":
      return items[(at + 1) % items.length];
    case "ArrowUp":
      return items.at(at <= 0 ? -1 : at - 1);
    case "Home":
      return items[0];
    case "End":
      return items.at(-1);
  }
  if (key.length !== 1 || key === " ") return undefined;
  const begins = (item: HTMLElement) =>
    (item.textContent ?? "").toLowerCase().startsWith(key.toLowerCase());
  return [...items.slice(at + 1), ...items.slice(0, at + 1)].find(begins);
}

/** What a button opens. */
export interface MenuButtonProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly class?: string;
}

/** Opens a menu; absent where there is nothing to do. */
export function MenuButton({ label, items, class: className = "icon-button" }: MenuButtonProps) {
  const { floating } = useApp();
  if (items.length === 0) return null;
  const open = floating.value?.type === "menu" && floating.value.label === label;
  return (
    <button
      type="button"
      class={className}
      aria-label={label}
      title={label}
      aria-haspopup="menu"
      aria-expanded={open}
      onClick={({ currentTarget: anchor }) => {
        floating.value = toggled(floating.peek(), { type: "menu", anchor, label, items });
      }}
    >
      <EllipsisVertical class="icon" aria-hidden="true" />
    </button>
  );
}
