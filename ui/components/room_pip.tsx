/**
 * The room in a little window over all others: whom one would see large, and what one needs at hand.
 * @module
 */
import { useComputed } from "@preact/signals";
import { PanelsTopLeft } from "lucide-preact";
import { render } from "preact";
import type { Command } from "../commands/command.ts";
import { COMMANDS } from "../commands/table.ts";
import { AppContext, useApp } from "../context.ts";
import type { App } from "../models/app.ts";
import { isMirrored } from "../models/constraints.ts";
import { isScreen } from "../models/tile.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";
import { Avatar } from "./avatar.tsx";
import { Video } from "./video.tsx";

/** The commands that have a button there. */
const AT_HAND: readonly string[] = ["microphone", "camera", "leave"];

/** Shows the room in another window, in the look of this one, until the result is called. */
export function mountRoomPip(app: App, { document: target }: Window): () => void {
  const own = document.documentElement;
  for (const name of ["lang", "dir", "data-theme"]) {
    const value = own.getAttribute(name);
    if (value !== null) target.documentElement.setAttribute(name, value);
  }
  target.title = text.stage.pipTitle;
  for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
    const copy = target.createElement("link");
    copy.rel = "stylesheet";
    copy.href = link.href;
    target.head.append(copy);
  }
  const root = target.createElement("div");
  target.body.append(root);
  render(
    <AppContext.Provider value={app}>
      <RoomPip />
    </AppContext.Provider>,
    root,
  );
  return () => render(null, root);
}

function RoomPip() {
  const app = useApp();
  const tile = app.stage.main.value;
  const commands = COMMANDS.filter((command) =>
    AT_HAND.includes(command.name) && command.available(app)
  );
  const mirrored =
    useComputed(() => tile?.direction === "up" && isMirrored(tile.label, app.settings.values.value))
      .value;
  const name = tile === null ? "" : shownName(tile.username.value);
  return (
    <main class="room-pip" aria-label={text.stage.pipTitle}>
      {tile !== null && (
        <div class="room-pip-picture" data-fit={isScreen(tile) ? "contain" : "cover"}>
          <Video
            key={tile.key}
            media={tile.media.value}
            mirrored={mirrored}
          />
          {!tile.hasVideo.value && <Avatar name={name} />}
          <p class="nameplate">
            <bdi class="nameplate-name">{isScreen(tile) ? text.room.screenOf(name) : name}</bdi>
          </p>
        </div>
      )}
      <div class="room-pip-commands" role="group" aria-label={text.room.controls}>
        {commands.map((command) => <PipButton key={command.name} command={command} />)}
        <button
          type="button"
          class="command"
          aria-label={text.stage.back}
          title={text.stage.back}
          onClick={() => {
            app.pip.close();
            globalThis.focus();
          }}
        >
          <PanelsTopLeft class="icon" aria-hidden="true" />
        </button>
      </div>
    </main>
  );
}

function PipButton({ command }: { readonly command: Command }) {
  const app = useApp();
  const label = command.label(app);
  const Icon = command.icon(app);
  return (
    <button
      type="button"
      class="command"
      aria-label={label}
      title={label}
      data-command={command.name}
      data-look={command.look}
      data-active={command.active?.(app) ?? false}
      onClick={() => command.perform(app)}
    >
      <Icon class="icon" aria-hidden="true" />
    </button>
  );
}
