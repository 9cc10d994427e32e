/**
 * Videos and sounds from files of this machine, played to the whole group.
 * @module
 */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Client } from "../client/client.ts";
import type { UpStream } from "../client/up.ts";
import { text } from "../text.ts";
import type { Capture } from "./capture.ts";
import type { Player } from "./media_player.ts";
import type { Notices } from "./notices.ts";

/** A file that is played. */
export interface PlayingFile {
  readonly name: string;
  readonly stream: UpStream;
  readonly player: Player;
  stop(): void;
}

/** All files that are played. */
export interface MediaFiles {
  readonly playing: ReadonlySignal<readonly PlayingFile[]>;
  /** Plays a file from its beginning to its end; a notice says if that is impossible. */
  play(file: File): Promise<void>;
  dispose(): void;
}

/** What playing takes. */
export interface MediaFilesOptions {
  readonly client: Pick<Client, "session" | "up" | "on">;
  readonly notices: Notices;
  readonly microphone: Capture;
  /** Where oneself hears it; "" is the system's speaker. */
  readonly speakerId: ReadonlySignal<string>;
  /** Opens a file; null if the browser cannot play it. */
  readonly openPlayer?: (file: File) => Promise<Player | null>;
}

/** Begins with no file. */
export function createMediaFiles(options: MediaFilesOptions): MediaFiles {
  const { client: { session, up, on }, notices, microphone, speakerId } = options;
  const { openPlayer = fetchPlayer } = options;
  const playing = signal<readonly PlayingFile[]>([]);

  const inRoom = () => session.phase.peek() === "room" && session.may("present");

  /** Galène's clients do so, too: what the microphone hears of the file would come twice. */
  const muteMicrophone = () => {
    if (microphone.track.peek() === null || microphone.muted.peek()) return;
    microphone.setMuted(true);
    notices.show("info", text.mediaFile.muted);
  };

  const begin = (name: string, player: Player) => {
    const stream = up.publish("video", player.tracks);
    const file: PlayingFile = { name, stream, player, stop: () => up.close(stream) };
    playing.value = [...playing.peek(), file];
    player.on.ended = file.stop;
    player.on.failed = () => {
      notices.show("error", text.mediaFile.broken(name));
      file.stop();
    };
    player.setSpeaker(speakerId.peek());
    muteMicrophone();
    player.setPaused(false);
  };

  const endings = [
    on("upEnded", ({ stream }) => {
      const file = playing.peek().find((one) => one.stream === stream);
      if (file === undefined) return;
      file.player.close();
      playing.value = playing.peek().filter((other) => other !== file);
    }),
    effect(() => {
      for (const { player } of playing.value) player.setSpeaker(speakerId.value);
    }),
  ];

  return {
    playing,
    play: async (file) => {
      try {
        const player = await openPlayer(file);
        if (player === null) return notices.show("error", text.mediaFile.unplayable(file.name));
        // Meanwhile we may have left.
        if (inRoom()) begin(file.name, player);
        else player.close();
      } catch {
        notices.show("error", text.failure.load);
      }
    },
    dispose: () => {
      endings.forEach((end) => end());
      for (const { player } of playing.peek()) player.close();
    },
  };
}

async function fetchPlayer(file: File): Promise<Player | null> {
  return await (await import("./media_player.ts")).openPlayer(file);
}
