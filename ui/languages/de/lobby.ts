/**
 * German: waiting at the door of a group, and letting people in.
 * @module
 */
import type * as english from "../en/lobby.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Waiting, and letting in. */
export const lobbyText: Translated<typeof english.lobbyText> = {
  fact: "Ein Host lässt Sie herein",
  waitTitle: "Warten auf den Host",
  wait: "Sie werden bald hereingelassen. Bitte bleiben Sie auf dieser Seite.",
  waitAs: (name) => `Sie warten unter dem Namen ${name}.`,
  trying: "Die Verbindung ist abgebrochen. Es wird weiter versucht, und Ihr Platz bleibt Ihnen.",
  giveUp: "Nicht mehr warten",
  denied: (reason) =>
    reason === ""
      ? "Der Host hat Sie nicht hereingelassen."
      : `Der Host hat Sie nicht hereingelassen: ${reason}`,

  title: "Warteraum",
  count: (count) => plural(count, { one: "1 Person wartet", other: `${count} Personen warten` }),
  knocks: (name) => `${name} wartet im Warteraum`,
  show: "Anzeigen",
  letIn: "Hereinlassen",
  letInPerson: (name) => `Hereinlassen: ${name}`,
  letInAll: "Alle hereinlassen",
  sendAway: (name) => `${name} abweisen…`,
  denyTitle: (name) => `${name} abweisen?`,
  denyReason: "Grund",
  denyHint: "Wird der abgewiesenen Person angezeigt. Er darf leer bleiben",
  denyDo: "Abweisen",
  since: (minutes) =>
    minutes < 1
      ? "seit eben"
      : plural(minutes, { one: "seit einer Minute", other: `seit ${minutes} Minuten` }),

  open: "Warteraum öffnen…",
  openTitle: "Warteraum öffnen?",
  openText:
    "Wer von jetzt an kommt, wartet, bis ein Host öffnet. Wer schon da ist, bleibt. Mit anderen Programmen als diesem erscheint die Gruppe gesperrt.",
  openDo: "Warten lassen",
  close: "Alle ohne Warten hereinlassen",
  opened: "Wer jetzt kommt, wartet im Warteraum.",
  isOpen: "Der Warteraum ist offen",
};
