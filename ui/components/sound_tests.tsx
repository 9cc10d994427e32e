/**
 * Hearing one's own speaker and one's own voice.
 * @module
 */
import { useSignal } from "@preact/signals";
import { Ear, Mic, Volume2 } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import type { Capture } from "../models/capture.ts";
import { canRecordVoice, playTestSound, playVoice, recordVoice } from "../models/test_sound.ts";
import { text } from "../text.ts";

/** Plays a test sound on the chosen speaker. */
export function SpeakerTest() {
  const { devices } = useApp();
  const busy = useSignal(false);
  const failed = useSignal(false);
  const play = async () => {
    busy.value = true;
    failed.value = !await playTestSound(devices.speakerId.peek());
    busy.value = false;
  };
  return (
    <>
      <button type="button" class="button small" disabled={busy.value} onClick={() => void play()}>
        <Volume2 class="icon" aria-hidden="true" />
        {text.device.testSound}
      </button>
      <div class="device-problem" role="alert">
        {failed.value && <p class="problem">{text.device.testSoundFailed}</p>}
      </div>
    </>
  );
}

type Stage = "idle" | "recording" | "playing";

/** Records a microphone that is on for some seconds, and plays that back. */
export function VoiceTest({ capture }: { readonly capture: Capture }) {
  const { devices } = useApp();
  const stage = useSignal<Stage>("idle");
  const shown = useRef(true);
  useEffect(() => () => {
    shown.current = false;
  }, []);
  if (!canRecordVoice()) return null;
  const run = async () => {
    const track = capture.track.peek();
    if (track === null || stage.peek() !== "idle") return;
    stage.value = "recording";
    // One's own, so that it can be heard while the room's is muted.
    const own = track.clone();
    own.enabled = true;
    const voice = await recordVoice(own);
    own.stop();
    if (voice !== null && shown.current) {
      stage.value = "playing";
      await playVoice(voice, devices.speakerId.peek());
    }
    stage.value = "idle";
  };
  const labels = {
    idle: text.device.hearMyself,
    recording: text.device.recording,
    playing: text.device.playing,
  };
  const Icon = stage.value === "recording" ? Mic : Ear;
  return (
    <button
      type="button"
      class="button small"
      aria-live="polite"
      data-stage={stage.value}
      disabled={stage.value !== "idle"}
      onClick={() => void run()}
    >
      <Icon class="icon" aria-hidden="true" />
      {labels[stage.value]}
    </button>
  );
}
