/**
 * One stream on stage: picture or avatar, name, and what is to know about it.
 * @module
 */
import { useComputed, useSignal } from "@preact/signals";
import { Hand, MicOff, MonitorUp, Pin, Spotlight, VolumeX } from "lucide-preact";
import { useRef } from "preact/hooks";
import type { Grade } from "../client/extension_messages.ts";
import { useApp } from "../context.ts";
import { formatNumber } from "../languages/format.ts";
import type { Size } from "../layout.ts";
import type { App } from "../models/app.ts";
import { worstOf } from "../client/quality.ts";
import { isMirrored } from "../models/constraints.ts";
import type { PlacedTile } from "../models/stage.ts";
import { isScreen, type Tile as TileModel } from "../models/tile.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";
import { Avatar } from "./avatar.tsx";
import { later } from "./later.tsx";
import { useCornerDrag } from "./own_tile.ts";
import { QualityBars } from "./quality_bars.tsx";
import { TileReactions } from "./reactions.tsx";
import { TileActions } from "./tile_actions.tsx";
import { useTileMenu } from "./tile_gestures.ts";
import { Video } from "./video.tsx";

const MediaFileControls = later(async () =>
  (await import("./media_file_controls.tsx")).MediaFileControls
);

/**
 * Beyond this ratio of shapes too much of a face would be cut off, and the picture gets borders instead; of what one looks at, less is
 * cut.
 */
const MOST_CROPPED = 1.8;
const MOST_CROPPED_LARGE = 1.25;

/** A stream at its place. */
export function Tile({ placed: { tile, rect, role } }: { readonly placed: PlacedTile }) {
  const app = useApp();
  const article = useRef<HTMLElement>(null);
  const name = shownName(tile.username.value);
  const called = tile.direction === "up" ? text.room.nameAndYou(name) : name;
  const aspect = useSignal(0);
  const turned = useComputed(() => app.stage.turnOf(tile)).value;
  const mirrored =
    useComputed(() => tile.direction === "up" && isMirrored(tile.label, app.settings.values.value))
      .value;
  const trouble = useComputed(() => troubleOf(app, tile, name)).value;
  const gestures = useTileMenu(app, tile, article);
  const drag = useCornerDrag(app, rect, role === "floating", article);

  return (
    <article
      ref={article}
      class="tile"
      aria-label={text.room.tile(called, tile.label)}
      data-key={tile.key}
      data-role={role}
      data-direction={tile.direction}
      data-label={tile.label}
      data-username={tile.username.value}
      data-member={tile.memberId()}
      data-speaking={tile.speaking.value}
      data-state={tile.state.value}
      data-fit={isScreen(tile) || isCropped(aspect.value, turned, rect, role) ? "contain" : "cover"}
      style={{
        "--x": `${rect.x}px`,
        "--y": `${rect.y}px`,
        "--w": `${rect.width}px`,
        "--h": `${rect.height}px`,
      }}
      // A finger cannot hover: a touch gives the focus, which shows the actions.
      tabIndex={-1}
      onDblClick={() => app.stage.togglePinned(tile)}
      {...gestures}
      {...drag.handlers}
    >
      <Video
        media={tile.media.value}
        mirrored={mirrored}
        turned={turned}
        resized={(width, height) => {
          aspect.value = height > 0 ? width / height : 0;
        }}
      />
      {!tile.hasVideo.value && <Avatar name={name} />}
      {trouble !== null && <p class="tile-state">{trouble}</p>}
      {tile.label === "camera" && <TileReactions memberId={tile.memberId()} />}
      <Nameplate tile={tile} name={called} />
      {tile.up !== null && tile.label === "video" && <MediaFileControls stream={tile.up} />}
      <TileActions tile={tile} movable={drag.movable} element={() => article.current} />
    </article>
  );
}

interface NameplateProps {
  readonly tile: TileModel;
  readonly name: string;
}

/** Who it is, and marks. */
function Nameplate({ tile, name }: NameplateProps) {
  const app = useApp();
  const screen = isScreen(tile);
  const mark = useComputed(() => markOf(app, tile)).value;
  const place = useComputed(() => screen ? 0 : app.hands.placeOf(tile.memberId())).value;
  const pinned = useComputed(() => app.stage.isPinned(tile)).value;
  const spotlit = useComputed(() => !screen && isSpotlit(app, tile)).value;
  const silenced =
    useComputed(() =>
      tile.down !== null && tile.hasSound.value && app.volumes.of(tile.down).value.muted
    ).value;
  return (
    <p class="nameplate">
      {tile.muted.value && <Mark icon={MicOff} label={text.room.muted} />}
      {silenced && <Mark icon={VolumeX} label={text.stage.silenced} />}
      {place > 0 && (
        <span class="nameplate-hand" role="img" aria-label={text.hands.place(place)}>
          <Hand class="icon" aria-hidden="true" />
          {formatNumber(place)}
        </span>
      )}
      {spotlit && <Mark icon={Spotlight} label={text.stage.spotlit} />}
      {pinned && <Mark icon={Pin} label={text.stage.pinned} />}
      {screen && <MonitorUp class="icon" aria-hidden="true" />}
      <bdi class="nameplate-name" title={tile.username.value.slice(0, 512)}>
        {screen ? text.room.screenOf(name) : name}
      </bdi>
      {mark !== null && mark !== "good" && <QualityBars grade={mark} />}
    </p>
  );
}

function Mark({ icon: Icon, label }: { readonly icon: typeof Pin; readonly label: string }) {
  return <Icon class="icon" role="img" aria-label={label} aria-hidden={false} />;
}

/** What is amiss with a received stream, in words. */
function troubleOf({ network }: App, tile: TileModel, name: string): string | null {
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

function isCropped(
  aspect: number,
  turned: number,
  rect: Size,
  role: PlacedTile["role"],
): boolean {
  if (aspect === 0 || rect.height === 0) return false;
  const shown = turned % 180 === 0 ? aspect : 1 / aspect;
  const ratio = shown / (rect.width / rect.height);
  return Math.max(ratio, 1 / ratio) > (role === "large" ? MOST_CROPPED_LARGE : MOST_CROPPED);
}

function isSpotlit({ spotlight }: App, tile: TileModel): boolean {
  return spotlight.has({ id: tile.memberId(), username: tile.username.value });
}
