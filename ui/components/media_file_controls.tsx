/**
 * What the person who plays a file to the group can do with it.
 * @module
 */
import { Pause, Play, Square, Volume2 } from "lucide-preact";
import { useApp } from "../context.ts";
import type { UpStream } from "../client/up.ts";
import type { PlayingFile } from "../models/media_files.ts";
import { formatSpan } from "../languages/format.ts";
import { text } from "../text.ts";

/** On the own tile of a stream that plays a file; nothing on others. */
export function MediaFileControls({ stream }: { readonly stream: UpStream }) {
  const { mediaFiles } = useApp();
  const file = mediaFiles.playing.value.find((one) => one.stream === stream);
  return file === undefined ? null : <Controls file={file} />;
}

function Controls({ file: { name, player, stop } }: { readonly file: PlayingFile }) {
  const paused = player.paused.value;
  const PlayIcon = paused ? Play : Pause;
  const playLabel = paused ? text.mediaFile.start : text.mediaFile.pause;
  return (
    <div
      class="file-controls"
      role="group"
      aria-label={text.mediaFile.controls(name)}
      // A double press here enlarges nothing.
      onDblClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <p class="file-name" dir="auto">{name}</p>
      <button
        type="button"
        class="tile-button"
        aria-label={playLabel}
        title={playLabel}
        onClick={() => player.setPaused(!paused)}
      >
        <PlayIcon class="icon" aria-hidden="true" />
      </button>
      <Position player={player} />
      <Volume2 class="icon" aria-hidden="true" />
      <input
        class="file-volume"
        type="range"
        min={0}
        max={1}
        step={0.05}
        aria-label={text.mediaFile.volume}
        title={text.mediaFile.volume}
        value={player.volume.value}
        onInput={({ currentTarget }) => player.setVolume(currentTarget.valueAsNumber)}
      />
      <button
        type="button"
        class="tile-button"
        aria-label={text.mediaFile.stop}
        title={text.mediaFile.stop}
        onClick={stop}
      >
        <Square class="icon" aria-hidden="true" />
      </button>
    </div>
  );
}

function Position({ player }: Pick<PlayingFile, "player">) {
  const atS = player.atS.value;
  const durationS = player.durationS.value;
  const words = text.mediaFile.time(formatSpan(atS), formatSpan(durationS));
  if (durationS === 0) return <span class="file-time">{formatSpan(atS)}</span>;
  return (
    <>
      <input
        class="file-position"
        type="range"
        min={0}
        max={durationS}
        step={0.1}
        aria-label={text.mediaFile.position}
        aria-valuetext={words}
        value={atS}
        onInput={({ currentTarget }) => player.seek(currentTarget.valueAsNumber)}
      />
      <span class="file-time" aria-hidden="true">
        {formatSpan(atS)} / {formatSpan(durationS)}
      </span>
    </>
  );
}
