/**
 * Reminds that one's screen is seen by others, and ends it.
 * @module
 */
import { MonitorUp, MonitorX, Plus } from "lucide-preact";
import { useApp } from "../context.ts";
import type { ScreenHint } from "../models/settings.ts";
import { text } from "../text.ts";

const HINTS: readonly ScreenHint[] = ["detail", "motion"];

/** A line over the stage while screens are shared. */
export function SharingBar() {
  const { up, publishing, settings } = useApp();
  const screens = up.streams.value.filter(({ label }) => label === "screenshare").length;
  if (screens === 0) return null;
  const { screenHint } = settings.values.value;
  return (
    <div class="banner-line sharing-bar" role="group" aria-label={text.sharing.now(screens)}>
      <MonitorUp class="icon" aria-hidden="true" />
      <p role="status">{text.sharing.now(screens)}</p>
      <select
        class="sharing-hint"
        aria-label={text.sharing.prefer}
        value={screenHint}
        onChange={({ currentTarget: { value } }) => {
          const chosen = HINTS.find((one) => one === value);
          if (chosen !== undefined) settings.change({ screenHint: chosen });
        }}
      >
        {HINTS.map((hint) => (
          <option key={hint} value={hint} selected={hint === screenHint}>
            {text.sharing.hints[hint]}
          </option>
        ))}
      </select>
      <button type="button" class="button small" onClick={() => void publishing.share()}>
        <Plus class="icon" aria-hidden="true" />
        {text.sharing.another}
      </button>
      <button type="button" class="button small danger" onClick={() => publishing.stopSharing()}>
        <MonitorX class="icon" aria-hidden="true" />
        {text.sharing.stop}
      </button>
    </div>
  );
}
