/**
 * The tracks of one member.
 * @module
 */
import { formatMs, formatRate, formatShare } from "../../languages/format.ts";
import type { LayerPlace, LiveTrack } from "../live.ts";
import { adminText } from "../text.ts";

/** A table with a row for each track, or encoding. */
export function Tracks(props: { readonly tracks: readonly LiveTrack[]; readonly name: string }) {
  if (props.tracks.length === 0) return <p class="hint">{adminText.liveView.noTracks}</p>;
  const columns = adminText.liveView.trackColumns;
  return (
    <table class="admin-table admin-tracks">
      <caption class="hidden">{adminText.liveView.show(props.name)}</caption>
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
    ? adminText.liveView.notConnected
    : track.paused
    ? adminText.liveView.paused
    : formatRate(track.bitrateBps);
  return (
    <tr>
      <td>{adminText.liveView.directions[track.direction]}</td>
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
  if (isOurEncoding(encoding)) return adminText.liveView.encodings[encoding];
  if (encoding !== "") return encoding;
  if (spatial === null && temporal === null) return adminText.liveView.unknown;
  return adminText.liveView.layers(placeOf(spatial), placeOf(temporal));
}

function isOurEncoding(name: string): name is keyof typeof adminText.liveView.encodings {
  return Object.hasOwn(adminText.liveView.encodings, name);
}

function placeOf(place: LayerPlace | null): string {
  return place === null ? "" : adminText.liveView.place(place.layer, place.count);
}

function timeOf(ms: number | null): string {
  return ms === null ? adminText.liveView.unknown : formatMs(ms);
}
