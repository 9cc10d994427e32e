/**
 * What is heard of the others: it goes on whatever of them is in sight.
 * @module
 */
import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { DownStream } from "../client/down.ts";
import { useApp } from "../context.ts";
import { canChooseSpeaker } from "../models/devices.ts";
import { text } from "../text.ts";

/** Plays the sound of all that is received. */
export function Sounds() {
  const { down } = useApp();
  return (
    <div hidden>
      {down.streams.value.map((stream) => <Sound key={stream.key} stream={stream} />)}
    </div>
  );
}

/** Plays one stream's sound, as loud as the person wants it, on the chosen speaker. */
function Sound({ stream }: { readonly stream: DownStream }) {
  const app = useApp();
  const ref = useRef<HTMLAudioElement>(null);
  const speaker = useComputed(() => app.devices.speakerId.value);
  const media =
    useComputed(() => new MediaStream(stream.tracks.value.filter(({ kind }) => kind === "audio")))
      .value;
  const { level, muted } = app.volumes.of(stream).value;
  const speakerId = speaker.value;

  useEffect(() => {
    const audio = ref.current;
    if (audio === null) return;
    audio.srcObject = media;
    if (media.getTracks().length > 0) audio.play().catch(explain);
    return () => {
      audio.srcObject = null;
    };
  }, [media]);

  useEffect(() => {
    if (ref.current !== null) ref.current.volume = level;
  }, [level]);

  useEffect(() => {
    const audio = ref.current;
    if (!canChooseSpeaker || audio === null || audio.sinkId === speakerId) return;
    audio.setSinkId(speakerId).catch(() => {
      app.notices.show("warning", text.failure.speaker);
    });
  }, [speakerId]);

  /** Browsers hold sound back until the person has touched the page. */
  const explain = (error: unknown) => {
    if (!(error instanceof DOMException) || error.name !== "NotAllowedError") return;
    app.notices.show("warning", text.failure.autoplay, {
      label: text.failure.autoplayAction,
      perform: playAll,
    });
  };

  return (
    <audio
      ref={ref}
      muted={muted}
      data-username={stream.username}
      data-label={stream.label}
    />
  );
}

function playAll(): void {
  for (const media of document.querySelectorAll<HTMLMediaElement>("audio, video")) {
    if (media.srcObject !== null) void media.play().catch(() => {});
  }
}
