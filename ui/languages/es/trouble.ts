/**
 * Spanish: what helps when sound or pictures do not come through.
 * @module
 */
import type * as english from "../en/trouble.ts";
import type { Translated } from "../message.ts";

/** Restarting, testing, the connection doctor. */
export const troubleText: Translated<typeof english.troubleText> = {
  renegotiate: "Buscar una conexión mejor",
  renegotiated: "Buscando una conexión mejor…",
  replace: "Volver a enviar todo",
  replaced: "Reiniciando lo que envía…",
  relay: "Probar el relé",
  relayTesting: "Probando el relé…",
  noRelay: "Este servidor no ofrece ningún relé.",
  relayFailed: "El relé no responde.",
  relayWorks: (openMs, messageMs) =>
    `El relé funciona: encontrado en ${openMs} ms, ${messageMs} ms por mensaje.`,
  doctor: "Diagnóstico de la conexión",
};
