/**
 * Captions at the foot of the stage.
 * @module
 */
import { Minus, Plus, X } from "lucide-preact";
import { useApp } from "../context.ts";
import type { CaptionSize } from "../models/settings.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";

const SIZES: readonly CaptionSize[] = ["small", "medium", "large"];

/** The last lines, as long as there are any and the person wants them. */
export function Captions() {
  const { captions, settings } = useApp();
  const { captions: wanted, captionSize, captionsSpoken } = settings.values.value;
  const lines = captions.lines.value;
  if (!wanted || !captions.known.value) return null;
  const resize = (step: number) => {
    const size = SIZES[SIZES.indexOf(captionSize) + step];
    if (size !== undefined) settings.change({ captionSize: size });
  };
  return (
    <section class="captions" aria-label={text.captions.title} data-size={captionSize}>
      <div class="captions-lines" role="log" aria-live={captionsSpoken ? "polite" : "off"}>
        {lines.map(({ key, username, text: words }, index) => (
          <p key={key} dir="auto">
            {(index === 0 || lines[index - 1]?.username !== username) && (
              <bdi class="caption-speaker">{shownName(username)}</bdi>
            )}
            {words}
          </p>
        ))}
      </div>
      <div class="captions-tools">
        <button
          type="button"
          class="tile-button"
          aria-label={text.captions.smaller}
          title={text.captions.smaller}
          aria-disabled={captionSize === "small"}
          onClick={() => resize(-1)}
        >
          <Minus class="icon" aria-hidden="true" />
        </button>
        <button
          type="button"
          class="tile-button"
          aria-label={text.captions.larger}
          title={text.captions.larger}
          aria-disabled={captionSize === "large"}
          onClick={() => resize(1)}
        >
          <Plus class="icon" aria-hidden="true" />
        </button>
        <button
          type="button"
          class="tile-button"
          aria-label={text.captions.hide}
          title={text.captions.hide}
          onClick={() => settings.change({ captions: false })}
        >
          <X class="icon" aria-hidden="true" />
        </button>
      </div>
    </section>
  );
}
