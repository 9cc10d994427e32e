/**
 * What the keyboard does in the room.
 * @module
 */
import { useApp } from "../context.ts";
import type { SpaceKey } from "../models/settings.ts";
import { text } from "../text.ts";
import { Choice, SwitchRow } from "./fields.tsx";

/** Single keys on or off, what the space bar does, and the way to the whole list. */
export function KeyboardSettings() {
  const { settings, dialog } = useApp();
  const { shortcuts, spaceKey } = settings.values.value;
  return (
    <>
      <SwitchRow
        label={text.keys.single}
        hint={text.keys.singleHint}
        checked={shortcuts}
        change={(value) => settings.change({ shortcuts: value })}
      />
      <Choice<SpaceKey>
        label={text.keys.spaceBar}
        options={text.keys.hold}
        order={["talk", "mute", "toggle"]}
        disabled={!shortcuts}
        value={spaceKey}
        change={(value) => settings.change({ spaceKey: value })}
      />
      <button
        type="button"
        class="button"
        onClick={() => {
          dialog.value = { type: "keys" };
        }}
      >
        {text.keys.sheet}
      </button>
    </>
  );
}
