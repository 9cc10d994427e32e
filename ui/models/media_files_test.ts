import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { ClientEvents } from "../client/client.ts";
import { createEmitter } from "../client/events.ts";
import type { UpStream } from "../client/up.ts";
import { text } from "../text.ts";
import { createMediaFiles } from "./media_files.ts";
import type { Player } from "./media_player.ts";
import { playCapture, playNotices, playTrack } from "./played_devices.ts";

/** A player that notes what is done to it. */
function createPlayed(): { readonly player: Player; readonly done: string[] } {
  const done: string[] = [];
  const player: Player = {
    tracks: [playTrack("audio")],
    hasVideo: false,
    paused: signal(true),
    atS: signal(0),
    durationS: signal(3),
    volume: signal(1),
    setPaused: (paused) => void done.push(paused ? "pause" : "play"),
    seek: () => {},
    setVolume: () => {},
    setSpeaker: (id) => void done.push(`speaker ${id}`),
    on: { ended: () => {}, failed: () => {} },
    close: () => void done.push("close"),
  };
  return { player, done };
}

function begin(openPlayer: (file: File) => Promise<Player | null>) {
  const { on, emit } = createEmitter<ClientEvents>();
  const phase = signal("room");
  const sent: string[] = [];
  const stream = { key: "up-1", label: "video" } as unknown as UpStream;
  const client = {
    on,
    session: { phase, may: () => true },
    up: {
      publish: (label: string, tracks: readonly unknown[]) => {
        sent.push(`${label} ${tracks.length}`);
        return stream;
      },
      close: () => emit("upEnded", { stream, why: "closed" }),
    },
  } as unknown as Parameters<typeof createMediaFiles>[0]["client"];
  const microphone = playCapture("microphone");
  const { notices, told } = playNotices();
  const speakerId = signal("");
  const files = createMediaFiles({ client, notices, microphone, speakerId, openPlayer });
  return { files, phase, sent, microphone, told, speakerId, emit, stream };
}

const FILE = new File([], "song.mp3");

Deno.test("a file is sent as a video of its own, the microphone falls silent, and its end ends the stream", async () => {
  const { player, done } = createPlayed();
  const { files, sent, microphone, told, speakerId } = begin(() => Promise.resolve(player));
  await microphone.start();
  await files.play(FILE);
  assertEquals(sent, ["video 1"]);
  assertEquals(files.playing.value.map(({ name }) => name), ["song.mp3"]);
  assertEquals([microphone.muted.value, told.at(-1)?.text], [true, text.mediaFile.muted]);
  speakerId.value = "headset";
  assertEquals(done.at(-1), "speaker headset");
  player.on.ended();
  assertEquals([files.playing.value.length, done.at(-1)], [0, "close"]);
  files.dispose();
});

Deno.test("a file that cannot be played, or no further, says so", async () => {
  const none = begin(() => Promise.resolve(null));
  await none.files.play(FILE);
  assertEquals(none.told.map(({ text }) => text), [text.mediaFile.unplayable("song.mp3")]);
  assertEquals(none.sent, []);

  const { player, done } = createPlayed();
  const { files, told } = begin(() => Promise.resolve(player));
  await files.play(FILE);
  player.on.failed();
  assertEquals(told.map(({ text }) => text), [text.mediaFile.broken("song.mp3")]);
  assertEquals([files.playing.value.length, done.at(-1)], [0, "close"]);
});

Deno.test("whoever has left meanwhile plays nothing", async () => {
  const { player, done } = createPlayed();
  const { files, phase, sent } = begin(() => {
    phase.value = "lobby";
    return Promise.resolve(player);
  });
  await files.play(FILE);
  assertEquals([sent, done], [[], ["close"]]);
});

Deno.test("a stream that the server ends ends the file", async () => {
  const { player, done } = createPlayed();
  const { files, emit, stream } = begin(() => Promise.resolve(player));
  await files.play(FILE);
  emit("upEnded", { stream, why: "refused" });
  assertEquals([files.playing.value.length, done.at(-1)], [0, "close"]);
});
