/**
 * The bar of commands.
 * @module
 */
import { Ellipsis } from "lucide-preact";
import type { ComponentChildren } from "preact";
import type { Command } from "../commands/command.ts";
import { barCommands, moreItems } from "../commands/more.ts";
import { useApp } from "../context.ts";
import type { App } from "../models/app.ts";
import { toggled } from "../models/floating.ts";
import { text } from "../text.ts";
import { useRoving } from "./roving.ts";

/** The commands that make sense now, the rest of them in a menu, and the way out at the end. */
export function Toolbar() {
  const app = useApp();
  const roving = useRoving<HTMLDivElement>();
  const commands = barCommands(app);
  const leave = commands.filter(({ look }) => look === "danger");
  const others = commands.filter(({ look }) => look !== "danger");
  return (
    <div
      class="toolbar"
      role="toolbar"
      aria-label={text.room.controls}
      data-region="controls"
      {...roving}
    >
      {others.map((command) => <CommandItem key={command.name} command={command} />)}
      <div class="toolbar-item">
        <MoreButton />
      </div>
      {leave.map((command) => <CommandItem key={command.name} command={command} />)}
    </div>
  );
}

function CommandItem({ command }: { readonly command: Command }) {
  const app = useApp();
  return (
    <div class={command.look === "panel" ? "toolbar-item toolbar-panel" : "toolbar-item"}>
      <CommandButton command={command}>
        {command.name === "chat" && <UnreadBadge />}
        {command.name === "members" && <HandsBadge />}
      </CommandButton>
      {command.name === "chat" && <span id="unread" class="hidden">{unreadWords(app)}</span>}
      {command.name === "members" && <span id="hands" class="hidden">{handsWords(app)}</span>}
    </div>
  );
}

/** What says more about a button, by the name of its command. */
const DESCRIPTIONS: Readonly<Record<string, string>> = { chat: "unread", members: "hands" };

interface CommandButtonProps {
  readonly command: Command;
  readonly children?: ComponentChildren;
}

function CommandButton({ command, children }: CommandButtonProps) {
  const app = useApp();
  const label = command.label(app);
  const Icon = command.icon(app);
  const active = command.active?.(app) ?? false;
  const key = app.settings.values.value.shortcuts ? command.shortcut?.key : undefined;
  const items = command.items?.(app);
  return (
    <button
      type="button"
      class="command"
      aria-label={label}
      aria-expanded={command.look === "panel" ? active : undefined}
      aria-haspopup={items === undefined ? undefined : "menu"}
      aria-keyshortcuts={key}
      aria-describedby={DESCRIPTIONS[command.name]}
      title={key === undefined ? label : text.command.withKey(label, key)}
      data-command={command.name}
      data-look={command.look}
      data-active={active}
      onClick={({ currentTarget: anchor }) => {
        if (items === undefined) return command.perform(app);
        app.floating.value = toggled(app.floating.peek(), { type: "menu", anchor, label, items });
      }}
    >
      <span class="command-icon">
        <Icon class="icon" aria-hidden="true" />
        {children}
      </span>
      <span class="command-text" aria-hidden="true">{command.short?.(app) ?? label}</span>
    </button>
  );
}

function MoreButton() {
  const app = useApp();
  const label = text.command.more;
  const open = app.floating.value?.type === "menu" && app.floating.value.label === label;
  return (
    <button
      type="button"
      class="command"
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={open}
      title={label}
      data-command="more"
      data-look="menu"
      data-active={open}
      onClick={({ currentTarget: anchor }) => {
        const items = moreItems(app);
        app.floating.value = toggled(app.floating.peek(), { type: "menu", anchor, label, items });
      }}
    >
      <span class="command-icon">
        <Ellipsis class="icon" aria-hidden="true" />
      </span>
      <span class="command-text" aria-hidden="true">{label}</span>
    </button>
  );
}

/** How many hands are up: for those who give the floor. */
function HandsBadge() {
  const { hands, session } = useApp();
  const count = session.may("op") ? hands.raised.value.length : 0;
  return count > 0 ? <span class="badge" data-quiet="true" data-count={count} /> : null;
}

function UnreadBadge() {
  const unread = useApp().chat.unread.value;
  return unread > 0 ? <span class="badge" data-count={unread > 99 ? "99+" : unread} /> : null;
}

function unreadWords({ chat }: App): string {
  const unread = chat.unread.value;
  return unread > 0 ? text.chat.unread(unread) : "";
}

function handsWords({ hands, session }: App): string {
  const count = session.may("op") ? hands.raised.value.length : 0;
  return count > 0 ? text.hands.count(count) : "";
}
