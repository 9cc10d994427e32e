/**
 * Switching camera and microphone on and off, with words where that is impossible.
 * @module
 */
import type { Capture } from "./capture.ts";
import { explainCapture } from "./device_help.ts";
import type { Notices } from "./notices.ts";

/** What is switched, and where the person is told of trouble. */
export interface Switches {
  readonly camera: Capture;
  readonly microphone: Capture;
  readonly notices: Pick<Notices, "show">;
}

/** Mutes or unmutes the microphone; one that is off is started. */
export async function switchMicrophone(
  { microphone, notices }: Pick<Switches, "microphone" | "notices">,
): Promise<void> {
  if (microphone.starting.peek()) return;
  if (microphone.track.peek() !== null) return microphone.setMuted(!microphone.muted.peek());
  microphone.setMuted(false);
  await startOrExplain(microphone, notices);
}

/** Starts or stops the camera. */
export async function switchCamera(
  { camera, notices }: Pick<Switches, "camera" | "notices">,
): Promise<void> {
  if (camera.starting.peek()) return;
  if (camera.track.peek() !== null) return camera.stop();
  await startOrExplain(camera, notices);
}

/** Starts a device; a notice says why that was impossible. */
export async function startOrExplain(
  capture: Capture,
  notices: Pick<Notices, "show">,
): Promise<void> {
  if (await capture.start()) return;
  const problem = capture.problem.peek();
  if (problem !== null) notices.show("error", explainCapture(capture.kind, problem));
}
