/**
 * What the person shows: camera and microphone as one stream, and any number of screens, for as long as we are in the room and may
 * present.
 * @module
 */
import { batch, computed, effect, type ReadonlySignal, untracked } from "@preact/signals";
import type { Client } from "../client/client.ts";
import type { UpStream } from "../client/up.ts";
import { text } from "../text.ts";
import type { Capture } from "./capture.ts";
import { doctorAction, type Notices } from "./notices.ts";
import { captureScreen, endTrack } from "./screen.ts";

/** Shows devices and screens. */
export interface Publishing {
  readonly sharing: ReadonlySignal<boolean>;
  /** Lets the person choose a screen, and shows it. */
  share(): Promise<void>;
  stopSharing(): void;
  dispose(): void;
}

/** What is shown, and over what. */
export interface PublishingOptions {
  readonly client: Pick<Client, "session" | "up" | "on">;
  readonly notices: Notices;
  readonly camera: Capture;
  readonly microphone: Capture;
}

/** Starts watching camera and microphone. */
export function createPublishing(options: PublishingOptions): Publishing {
  const { client: { session, up, on }, notices, camera, microphone } = options;

  /** Brings the stream of camera and microphone in line with the devices. */
  const follow = (wanted: readonly MediaStreamTrack[]) => {
    const stream = up.streams.peek().find(({ label }) => label === "camera");
    if (stream !== undefined) up.setTracks(stream, wanted);
    else if (wanted.length > 0) up.publish("camera", wanted);
  };

  /** Both at once: the stream is not made anew with what the other still gives. */
  const stopDevices = () =>
    batch(() => {
      camera.stop();
      microphone.stop();
    });

  /** We may not send: devices that nobody sees or hears are switched off. */
  const forbid = () => {
    const inUse = [camera, microphone].some(isInUse);
    if (!inUse && up.streams.peek().length === 0) return;
    stopDevices();
    up.streams.peek().forEach(up.close);
    notices.show("warning", text.failure.mayNotPresent);
  };

  const screens = () => up.streams.peek().filter(isScreen);
  const endings = [
    effect(() => {
      const wanted = [microphone.track.value, camera.track.value].filter((track) => track !== null);
      const inside = session.phase.value === "room";
      const allowed = session.may("present");
      untracked(() => {
        if (inside && !allowed) return forbid();
        follow(inside ? wanted : []);
      });
    }),
    on("upFailed", () => notices.show("warning", text.failure.publish)),
    on("upEnded", ({ stream, why }) => {
      if (why === "broken") notices.show("error", text.failure.publishRefused, doctorAction());
      if (stream.label !== "camera") stream.tracks.peek().forEach(endTrack);
      else if (why === "refused") stopDevices();
    }),
  ];

  return {
    sharing: computed(() => up.streams.value.some(isScreen)),
    share: async () => {
      const tracks = await captureScreen(notices);
      if (tracks === null) return;
      if (session.phase.peek() !== "room") return tracks.forEach(endTrack);
      const stream = up.publish("screenshare", tracks);
      for (const track of tracks) {
        track.onended = () => {
          if (track.kind === "video") up.close(stream);
        };
      }
    },
    stopSharing: () => screens().forEach(up.close),
    dispose: () => endings.forEach((end) => end()),
  };
}

function isScreen({ label }: UpStream): boolean {
  return label === "screenshare";
}

function isInUse(capture: Capture): boolean {
  return capture.starting.peek() || capture.track.peek() !== null;
}
