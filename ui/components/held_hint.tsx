/**
 * What the held space bar does at the moment.
 * @module
 */
import { LoaderCircle, Mic, MicOff } from "lucide-preact";
import { useApp } from "../context.ts";
import { text } from "../text.ts";

/** Says over the toolbar whether one is heard, for as long as the key is held. */
export function HeldHint() {
  const { pushToTalk, microphone } = useApp();
  const held = pushToTalk.held.value;
  const starting = held === "talking" && microphone.track.value === null;
  const Icon = starting ? LoaderCircle : held === "talking" ? Mic : MicOff;
  return (
    <div class="held" role="status" data-held={held ?? "no"}>
      {held !== null && (
        <p>
          <Icon class={starting ? "icon spinning" : "icon"} aria-hidden="true" />
          {starting ? text.keys.starting : text.keys[held]}
        </p>
      )}
    </div>
  );
}
