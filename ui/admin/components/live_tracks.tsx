/**
 * The tracks of one member.
 * @module
 */
import { formatMs, formatRate, formatShare } from "../format.ts";
import type { LayerPlace, LiveTrack } from "../live.ts";
import { adminText } from "../text.ts";

const words = adminText.liveView;

/** A table with a row for each track, or encoding. */
export function Tracks(props: { readonly tracks: readonly LiveTrack[]; readonly name: string }) {
  if (props.tracks.length === 0) return <p class="hint">{words.noTracks}</p>;
  const columns = words.trackColumns;
  return (
    <table class="admin-table admin-tracks">
      <caption class="hidden">{words.show(props.name)}</caption>
      <thead>
        <tr>
          {Object.values(columns).map((name) => <th key={name} scope="col">{name}</th>)}
        </tr>
      </thead>
      <tbody>
        {props.tracks.map((track, index) => <TrackRow key={index} track={track} />)}
      </tbody>
    </table>
  );
}

function TrackRow({ track }: { readonly track: LiveTrack }) {
  const what = [track.label, track.kind].filter((each) => each !== "").join(" ");
  const state = !track.connected
    ? words.notConnected
    : track.paused
    ? words.paused
    : formatRate(track.bitrateBps);
  return (
    <tr>
      <td>{words.directions[track.direction]}</td>
      <td>{what}</td>
      <td>{track.codec}</td>
      <td>{layerOf(track)}</td>
      <td>{state}</td>
      <td>{formatShare(track.lossShare)}</td>
      <td>{timeOf(track.rttMs)}</td>
      <td>{timeOf(track.jitterMs)}</td>
    </tr>
  );
}

function layerOf({ encoding, spatial, temporal }: LiveTrack): string {
  if (isOurEncoding(encoding)) return words.encodings[encoding];
  if (encoding !== "") return encoding;
  if (spatial === null && temporal === null) return words.unknown;
  return words.layers(placeOf(spatial), placeOf(temporal));
}

function isOurEncoding(name: string): name is keyof typeof words.encodings {
  return Object.hasOwn(words.encodings, name);
}

function placeOf(place: LayerPlace | null): string {
  return place === null ? "" : words.place(place.layer, place.count);
}

function timeOf(ms: number | null): string {
  return ms === null ? words.unknown : formatMs(ms);
}
