/**
 * Inside of a group.
 * @module
 */
import { DoorOpen, Lock } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import type { App } from "../models/app.ts";
import { text } from "../text.ts";
import { titleOf } from "../title.ts";
import { Banner } from "./banner.tsx";
import { FloatingLayer } from "./floating.tsx";
import { later } from "./later.tsx";
import { Dialogs } from "./moderation_dialogs.tsx";
import { HeldHint } from "./held_hint.tsx";
import { Notices } from "./notices.tsx";
import { useRoomKeys } from "./room_keys.ts";
import { tapStage, useSheets } from "./sheets.ts";
import { Overlay } from "./overlay.tsx";
import { SkipLinks } from "./skip_links.tsx";
import { Sounds } from "./sounds.tsx";
import { Stage } from "./stage.tsx";
import { TeachingStrip } from "./teaching_strip.tsx";
import { Toolbar } from "./toolbar.tsx";

const ChatPanel = later(async () => (await import("./chat.tsx")).ChatPanel, closePanel);
const MembersPanel = later(async () => (await import("./members.tsx")).MembersPanel, closePanel);

function closePanel({ panel }: App): void {
  panel.value = null;
}

/** That people wait at the door, or cannot come in. */
function LockMark() {
  const status = useApp().session.status.value;
  if (status?.lobby === true) {
    return <DoorOpen class="icon" role="img" aria-label={text.lobby.isOpen} aria-hidden={false} />;
  }
  if (status?.locked !== true) return null;
  return <Lock class="icon" role="img" aria-label={text.group.isLocked} aria-hidden={false} />;
}

/** Stage, panels and commands. */
export function Room() {
  const app = useApp();
  const ref = useRef<HTMLElement>(null);
  const title = titleOf(app.group, app.session.status.value);
  const panel = app.panel.value;

  // The button that led here is gone: the focus goes on from the room's beginning.
  useEffect(() => ref.current?.focus(), []);

  useRoomKeys(app);
  useSheets(app);

  return (
    <main
      class="room"
      ref={ref}
      tabIndex={-1}
      aria-label={title}
      data-offline={app.session.reconnecting.value}
      data-bare={app.viewport.bare.value}
      onClick={(event) => tapStage(app, event)}
    >
      <SkipLinks />
      <header class="room-head">
        <h1 class="room-title" dir="auto">{title}</h1>
        <p class="room-count">
          {text.members.count(app.session.members.value.size)}
          <LockMark />
        </p>
      </header>
      <Stage />
      <Overlay />
      <TeachingStrip />
      <Sounds />
      {panel === "chat" && <ChatPanel />}
      {panel === "members" && <MembersPanel />}
      <Toolbar />
      <HeldHint />
      <Banner />
      <Notices />
      <FloatingLayer />
      <Dialogs />
    </main>
  );
}
