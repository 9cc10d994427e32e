/**
 * French: what helps when sound or pictures do not come through.
 * @module
 */
import type * as english from "../en/trouble.ts";
import type { Translated } from "../message.ts";

/** Restarting, testing, the connection doctor. */
export const troubleText: Translated<typeof english.troubleText> = {
  renegotiate: "Chercher une meilleure connexion",
  renegotiated: "Recherche d’une meilleure connexion…",
  replace: "Tout envoyer à nouveau",
  replaced: "Ce que vous envoyez redémarre…",
  relay: "Tester le relais",
  relayTesting: "Test du relais…",
  noRelay: "Ce serveur ne propose pas de relais.",
  relayFailed: "Le relais ne répond pas.",
  relayWorks: (openMs, messageMs) =>
    `Le relais marche : trouvé en ${openMs} ms, ${messageMs} ms pour un message.`,
  doctor: "Test de connexion",
};
