/**
 * German: what helps when sound or pictures do not come through.
 * @module
 */
import type * as english from "../en/trouble.ts";
import type { Translated } from "../message.ts";

/** Restarting, testing, the connection doctor. */
export const troubleText: Translated<typeof english.troubleText> = {
  renegotiate: "Bessere Verbindung suchen",
  renegotiated: "Eine bessere Verbindung wird gesucht…",
  replace: "Alles neu senden",
  replaced: "Was Sie senden, wird neu gestartet…",
  relay: "Relay testen",
  relayTesting: "Das Relay wird getestet…",
  noRelay: "Dieser Server bietet kein Relay an.",
  relayFailed: "Das Relay antwortet nicht.",
  relayWorks: (openMs, messageMs) =>
    `Das Relay funktioniert: gefunden in ${openMs} ms, ${messageMs} ms für eine Nachricht.`,
  doctor: "Verbindungstest",
};
