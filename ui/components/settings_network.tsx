/**
 * How much is sent and received.
 * @module
 */
import { useApp } from "../context.ts";
import type { ReceiveWish } from "../client/requests.ts";
import type { SendLevel } from "../models/settings.ts";
import { text } from "../text.ts";
import { Choice } from "./fields.tsx";
import { NetworkState } from "./network_state.tsx";

/** How the network does, and the choices that matter to it. */
export function NetworkSettings() {
  return (
    <section class="settings-section">
      <NetworkState />
      <NetworkChoices />
      <p class="hint">
        <a href="/doctor/" target="_blank" rel="noopener">{text.join.doctor}</a>
      </p>
    </section>
  );
}

/** What to receive and what to send, each in words. */
export function NetworkChoices() {
  const { settings, session } = useApp();
  const { send, receive } = settings.values.value;
  const { receiveHints, sendHints } = text.settings;
  return (
    <>
      <Choice<ReceiveWish>
        label={text.settings.receive}
        hint={receiveHints[receive]}
        options={text.settings.receiveWishes}
        order={["everything", "everything-low", "screenshare", "audio", ""]}
        value={receive}
        change={(value) => settings.change({ receive: value })}
      />
      {session.may("present") && (
        <Choice<SendLevel>
          label={text.settings.send}
          hint={sendHints[send]}
          options={text.settings.sendLevels}
          order={["unlimited", "normal", "low", "lowest"]}
          value={send}
          change={(value) => settings.change({ send: value })}
        />
      )}
    </>
  );
}
