/**
 * One stream on stage: picture or avatar, name, and what is to know about it.
 * @module
 */
import { useSignal } from "@preact/signals";
import { Expand, Hand, Info, Maximize2, MicOff, Minimize2, MonitorUp, X } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import type { Grade } from "../client/extension_messages.ts";
import { useApp } from "../context.ts";
import type { Rect } from "../layout.ts";
import type { App } from "../models/app.ts";
import { toggled } from "../models/floating.ts";
import { hasRaisedHand } from "../client/members.ts";
import { worstOf } from "../client/quality.ts";
import type { Tile as TileModel } from "../models/stage.ts";
import { text } from "../text.ts";
import { Avatar } from "./avatar.tsx";
import { QualityBars } from "./quality_bars.tsx";
import { Video } from "./video.tsx";

/** A tile and its place. */
export interface TileProps {
  readonly tile: TileModel;
  readonly rect: Rect;
  /** It is what the others stand beside. */
  readonly large: boolean;
}

/** Beyond this ratio of shapes too much of a face would be cut off, and the picture gets borders instead. */
const MOST_CROPPED = 1.8;

/** A stream at its place. */
export function Tile({ tile, rect, large }: TileProps) {
  const app = useApp();
  const article = useRef<HTMLElement>(null);
  const aspect = useSignal(0);
  const isOwn = tile.direction === "up";
  const isScreen = tile.label === "screenshare";
  const name = tile.username.value || text.room.anonymous;
  const fullscreen = useSignal(false);
  const state = stateOf(app, tile, name);
  const mark = markOf(app, tile);

  const { width, height } = fullscreen.value ? globalThis.screen : rect;
  const stage = large || fullscreen.value;
  useEffect(() => {
    if (tile.down !== null) app.down.show(tile.down, { width, height, stage, hidden: false });
  }, [width, height, stage]);
  useEffect(() => {
    const change = () => {
      fullscreen.value = document.fullscreenElement === article.current;
    };
    document.addEventListener("fullscreenchange", change);
    return () => document.removeEventListener("fullscreenchange", change);
  }, []);

  return (
    <article
      ref={article}
      class="tile"
      aria-label={text.room.tile(isOwn ? text.room.nameAndYou(name) : name, tile.label)}
      data-direction={tile.direction}
      data-label={tile.label}
      data-username={tile.username.value}
      data-speaking={tile.speaking.value}
      data-state={tile.state.value}
      data-fit={isScreen || isCropped(aspect.value, rect) ? "contain" : "cover"}
      style={{
        "--x": `${rect.x}px`,
        "--y": `${rect.y}px`,
        "--w": `${rect.width}px`,
        "--h": `${rect.height}px`,
      }}
      // A finger cannot hover: a touch gives the focus, which shows the actions.
      tabIndex={-1}
      onDblClick={() => app.stage.toggleEnlarged(tile.key)}
    >
      <Video
        media={tile.media.value}
        muted={isOwn}
        mirrored={isOwn && !isScreen && app.settings.values.value.mirror}
        resized={(width, height) => {
          aspect.value = height > 0 ? width / height : 0;
        }}
      />
      {!tile.hasVideo.value && <Avatar name={name} />}
      {state !== null && <p class="tile-state">{state}</p>}
      <p class="nameplate">
        {tile.muted.value && (
          <MicOff class="icon" role="img" aria-label={text.room.muted} aria-hidden={false} />
        )}
        {!isScreen && hasHand(app, tile) && (
          <Hand class="icon" role="img" aria-label={text.member.raised} aria-hidden={false} />
        )}
        {isScreen && <MonitorUp class="icon" aria-hidden="true" />}
        <span class="nameplate-name" dir="auto">{nameOf(tile, name)}</span>
        {mark !== null && mark !== "good" && <QualityBars grade={mark} />}
      </p>
      <TileActions tile={tile} element={() => article.current} />
    </article>
  );
}

function nameOf(tile: TileModel, name: string): string {
  const shown = tile.direction === "up" ? text.room.nameAndYou(name) : name;
  return tile.label === "screenshare" ? text.room.screenOf(shown) : shown;
}

/** What is amiss with a received stream, in words. */
function stateOf({ network }: App, tile: TileModel, name: string): string | null {
  const { down } = tile;
  if (down === null) return null;
  if (tile.state.value === "interrupted") return text.room.interrupted;
  if (tile.state.value === "connecting") return text.room.connecting;
  const { up } = network.markOf(down.source);
  const stalled = tile.hasVideo.value && down.stalled.value;
  // A picture that does not come is that one's trouble who has any.
  if (stalled && up === "good" && network.own.value.down !== "good") return text.network.paused;
  return up === "bad" || (stalled && up === "weak") ? text.network.unstable(name) : null;
}

/** How well the network of whom a tile shows does; null if nobody can say. */
function markOf({ network }: App, { down }: TileModel): Grade | null {
  if (!network.known.value) return null;
  return worstOf(down === null ? network.own.value : network.markOf(down.source));
}

function isCropped(aspect: number, rect: Rect): boolean {
  if (aspect === 0 || rect.height === 0) return false;
  const ratio = aspect / (rect.width / rect.height);
  return Math.max(ratio, 1 / ratio) > MOST_CROPPED;
}

function hasHand({ session }: App, { down }: TileModel): boolean {
  const member = session.members.value.get(down?.source ?? session.self.value.id);
  return member !== undefined && hasRaisedHand(member);
}

interface ActionsProps {
  readonly tile: TileModel;
  element(): HTMLElement | null;
}

function TileActions({ tile, element }: ActionsProps) {
  const app = useApp();
  const enlarged = app.stage.enlarged.value === tile.key;
  const enlargeLabel = enlarged ? text.room.shrink : text.room.enlarge;
  const { up } = tile;
  return (
    <div class="tile-actions">
      <button
        type="button"
        class="tile-button tile-details"
        aria-label={text.details.open}
        title={text.details.open}
        aria-haspopup="dialog"
        aria-expanded={app.floating.value?.type === "details" &&
          app.floating.value.tile.key === tile.key}
        onClick={({ currentTarget: anchor }) => {
          app.floating.value = toggled(app.floating.peek(), { type: "details", anchor, tile });
        }}
      >
        <Info class="icon" aria-hidden="true" />
      </button>
      {up !== null && tile.label === "screenshare" && (
        <button
          type="button"
          class="tile-button"
          aria-label={text.room.stopThisShare}
          title={text.room.stopThisShare}
          onClick={() => app.up.close(up)}
        >
          <X class="icon" aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        class="tile-button"
        aria-label={enlargeLabel}
        title={enlargeLabel}
        onClick={() => app.stage.toggleEnlarged(tile.key)}
      >
        {enlarged
          ? <Minimize2 class="icon" aria-hidden="true" />
          : <Maximize2 class="icon" aria-hidden="true" />}
      </button>
      {tile.hasVideo.value && document.fullscreenEnabled && (
        <button
          type="button"
          class="tile-button"
          aria-label={text.room.fullscreen}
          title={text.room.fullscreen}
          onClick={() => void toggleFullscreen(element())}
        >
          <Expand class="icon" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

async function toggleFullscreen(element: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement !== null) await document.exitFullscreen();
  else await element?.requestFullscreen();
}
