/**
 * Reactions that float, over whoever has sent them, and how many there were just now.
 * @module
 */
import { useComputed } from "@preact/signals";
import { useApp } from "../context.ts";
import { formatNumber } from "../languages/format.ts";
import type { App } from "../models/app.ts";
import { type Floating, REACTIONS } from "../models/reactions.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";

/** Reactions start at so many places side by side. */
const TRACKS = 5;

/** Those of one member, over the tile of the camera. */
export function TileReactions({ memberId }: { readonly memberId: string }) {
  const { reactions } = useApp();
  const theirs =
    useComputed(() => reactions.floating.value.filter(({ source }) => source === memberId)).value;
  return theirs.length === 0 ? null : <Signs floating={theirs} named={false} />;
}

/** Those of members who are not to be seen, and the numbers of all. */
export function RoomReactions() {
  const app = useApp();
  const others =
    useComputed(() => app.reactions.floating.value.filter(({ source }) => !isOnStage(app, source)))
      .value;
  return (
    <div class="room-reactions">
      {others.length > 0 && <Signs floating={others} named />}
      <Counts />
    </div>
  );
}

function isOnStage({ stage }: App, source: string): boolean {
  return stage.placed.value.some(({ tile }) =>
    tile.label === "camera" && tile.memberId() === source
  );
}

interface SignsProps {
  readonly floating: readonly Floating[];
  /** Whether the sender's name stands below. */
  readonly named: boolean;
}

/** Seen only: what matters of them is told in a sentence. */
function Signs({ floating, named }: SignsProps) {
  return (
    <div class="reactions" aria-hidden="true">
      {floating.map(({ key, name, username }) => (
        <span key={key} class="reaction" style={{ "--track": key % TRACKS }}>
          <span class="reaction-sign">{REACTIONS[name]}</span>
          {named && <bdi class="reaction-name">{shownName(username)}</bdi>}
        </span>
      ))}
    </div>
  );
}

function Counts() {
  const counts = useApp().reactions.counts.value;
  if (counts.length === 0) return null;
  return (
    <ul class="reaction-counts" aria-label={text.reactions.recent}>
      {counts.map(({ name, count }) => (
        <li key={name} title={text.reactions.names[name]}>
          <span aria-hidden="true">{REACTIONS[name]}</span>
          <span class="hidden">{text.reactions.names[name]}</span>
          {formatNumber(count)}
        </li>
      ))}
    </ul>
  );
}
