/**
 * Why a camera or a microphone does not start, and the way out of it.
 * @module
 */
import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { Capture } from "../models/capture.ts";
import { explainCapture } from "../models/device_help.ts";
import { text } from "../text.ts";

/** A device that takes longer than this has probably made the browser ask, in milliseconds. */
const ASKING_MS = 1200;

/** Nothing while there is no trouble. */
export function CaptureHelp({ capture }: { readonly capture: Capture }) {
  const problem = capture.problem.value;
  const starting = capture.starting.value;
  const asking = useSignal(false);
  useEffect(() => {
    asking.value = false;
    if (!starting) return;
    const timer = setTimeout(() => {
      asking.value = true;
    }, ASKING_MS);
    return () => clearTimeout(timer);
  }, [starting]);
  return (
    <div class="device-problem" role="alert">
      {problem !== null && !starting && (
        <div class="problem">
          <p>{explainCapture(capture.kind, problem)}</p>
          {problem !== "insecure" && (
            <button
              type="button"
              class="button small"
              onClick={() => void capture.start()}
            >
              {text.device.tryAgain}
            </button>
          )}
        </div>
      )}
      {starting && asking.value && <p class="hint">{text.device.asking[capture.kind]}</p>}
    </div>
  );
}
