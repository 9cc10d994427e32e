/**
 * The network at a glance, with what can be done about it.
 * @module
 */
import { text } from "../text.ts";
import { NetworkState } from "./network_state.tsx";
import { NetworkChoices } from "./settings_network.tsx";

/** Hangs over the room. */
export function NetworkMenu() {
  return (
    <div
      class="details network-menu"
      role="dialog"
      aria-label={text.connection.title}
      tabIndex={-1}
      data-focus-first
    >
      <h2>{text.connection.title}</h2>
      <NetworkState />
      <NetworkChoices />
      <p>
        <a href="/doctor/" target="_blank" rel="noopener">{text.join.doctor}</a>
      </p>
    </div>
  );
}
