/**
 * Ways past what one does not want to go through with the keyboard.
 * @module
 */
import { useApp } from "../context.ts";
import { text } from "../text.ts";
import { focusRegion } from "./room_keys.ts";

/** Seen only while one of them has the focus. */
export function SkipLinks() {
  const hasPanel = useApp().panel.value !== null;
  const go = (name: string) => () => {
    focusRegion(document.querySelector<HTMLElement>(`[data-region="${name}"]`));
  };
  return (
    <nav class="skip-links" aria-label={text.keys.skip}>
      <button type="button" class="button small" onClick={go("stage")}>{text.keys.toStage}</button>
      {hasPanel && (
        <button type="button" class="button small" onClick={go("panel")}>
          {text.keys.toPanel}
        </button>
      )}
      <button type="button" class="button small" onClick={go("controls")}>
        {text.keys.toControls}
      </button>
    </nav>
  );
}
