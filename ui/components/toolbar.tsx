/**
 * The bar of commands.
 * @module
 */
import type { ComponentChildren } from "preact";
import { type Command, COMMANDS } from "../commands.ts";
import { useApp } from "../context.ts";
import { text } from "../text.ts";

/** The commands that make sense now: devices in the middle, panels to the right. */
export function Toolbar() {
  const app = useApp();
  const available = COMMANDS.filter((command) => command.available(app));
  const isPanel = (command: Command) => command.look === "panel" || command.look === "menu";
  return (
    <div class="toolbar" role="group" aria-label={text.room.controls}>
      {available.map((command) => (
        <div
          key={command.name}
          class={isPanel(command) ? "toolbar-item toolbar-panel" : "toolbar-item"}
        >
          <CommandButton command={command}>
            {command.name === "chat" && <UnreadBadge />}
          </CommandButton>
        </div>
      ))}
    </div>
  );
}

interface CommandButtonProps {
  readonly command: Command;
  readonly children?: ComponentChildren;
}

function CommandButton({ command, children }: CommandButtonProps) {
  const app = useApp();
  const label = command.label(app);
  const Icon = command.icon(app);
  const active = command.active(app);
  const key = app.settings.values.value.shortcuts ? command.key?.letter : undefined;
  return (
    <button
      type="button"
      class="command"
      aria-label={label}
      aria-expanded={command.look === "panel" || command.look === "menu" ? active : undefined}
      aria-haspopup={command.look === "menu" ? "menu" : undefined}
      aria-keyshortcuts={key}
      aria-describedby={command.name === "chat" ? "unread" : undefined}
      title={key === undefined ? label : text.command.withKey(label, key)}
      data-command={command.name}
      data-look={command.look}
      data-active={active}
      onClick={() => command.perform(app)}
    >
      <span class="command-icon">
        <Icon class="icon" aria-hidden="true" />
        {children}
      </span>
      <span class="command-text" aria-hidden="true">{command.short(app)}</span>
    </button>
  );
}

function UnreadBadge() {
  const unread = useApp().chat.unread.value;
  return (
    <>
      {unread > 0 && <span class="badge" aria-hidden="true">{unread > 99 ? "99+" : unread}</span>}
      <span id="unread" class="hidden">{unread > 0 ? text.chat.unread(unread) : ""}</span>
    </>
  );
}
