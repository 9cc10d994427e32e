/**
 * What flows in a stream, in numbers, and the choice of the best that is to come.
 * @module
 */
import { useEffect, useId } from "preact/hooks";
import { useApp } from "../context.ts";
import type { Tile } from "../models/tile.ts";
import type { Pin } from "../client/views.ts";
import type { StreamFacts, VideoFacts } from "../client/stream_stats.ts";
import { formatMs, formatRate, formatShare, formatSize } from "../languages/format.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";
import { Select } from "./fields.tsx";

const PINS: readonly Pin[] = ["automatic", "medium", "low"];

/** Facts about the stream of a tile, as long as it is there. */
export function StreamDetails({ tile }: { readonly tile: Tile }) {
  const app = useApp();
  const id = useId();
  const { down } = tile;
  const facts = tile.facts.value;
  const isThere = app.stage.has(tile.key);
  useEffect(() => {
    if (!isThere) app.floating.value = null;
  }, [isThere]);

  return (
    <section class="details" role="dialog" aria-labelledby={id} tabIndex={-1} data-focus-first>
      <h2 id={id}>{text.details.title(shownName(tile.username.value))}</h2>
      {facts === null ? <p class="hint">{text.details.measuring}</p> : <FactList facts={facts} />}
      {down !== null && tile.hasVideo.value && (
        <div class="details-pin">
          <label class="field-label" for={`${id}-pin`}>{text.details.quality}</label>
          <Select
            id={`${id}-pin`}
            options={PINS.map((pin) => ({ value: pin, name: text.details.pins[pin] }))}
            value={down.pin.value}
            change={(value) => {
              const pin = PINS.find((one) => one === value);
              if (pin !== undefined) app.down.setPin(down, pin);
            }}
          />
        </div>
      )}
    </section>
  );
}

function FactList({ facts }: { readonly facts: StreamFacts }) {
  const { videos, audioBps, lossShare, rttMs } = facts;
  const { unknown } = text.details;
  const rows = videos.map((video) => ({ name: nameOf(video), value: describe(video) }));
  if (audioBps !== null) {
    rows.push({ name: text.details.sound, value: formatRate(audioBps) });
  }
  rows.push(
    {
      name: text.details.loss,
      value: lossShare === null ? unknown : formatShare(lossShare),
    },
    {
      name: text.details.roundTrip,
      value: rttMs === null ? unknown : formatMs(rttMs),
    },
  );
  return (
    <dl class="details-facts">
      {videos.length === 0 && audioBps === null && (
        <div>
          <dt>{text.details.picture}</dt>
          <dd>{text.details.nothing}</dd>
        </div>
      )}
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function nameOf({ rid }: VideoFacts): string {
  const layers: Readonly<Record<string, string>> = text.details.layers;
  return (Object.hasOwn(layers, rid) ? layers[rid] : undefined) ?? text.details.picture;
}

function describe({ width, height, framesPerSecond, bps }: VideoFacts): string {
  return [
    formatSize(width, height),
    text.details.perSecond(framesPerSecond),
    formatRate(bps),
  ].join(", ");
}
