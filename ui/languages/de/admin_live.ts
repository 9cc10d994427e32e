/**
 * German: who is where, in the administration page.
 * @module
 */
import type * as english from "../en/admin_live.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Who is where, and how they do. */
export const liveViewText: Translated<typeof english.liveViewText> = {
  title: "Live",
  lead: "Wer wo ist und wie gut es geht. Die Anzeige läuft von selbst mit.",
  nobody: "Zurzeit ist niemand in einer Gruppe.",
  nobodyHere: "Zurzeit ist niemand in dieser Gruppe.",
  people: (count) =>
    count === 0 ? "Niemand" : plural(count, { one: "1 Person", other: `${count} Personen` }),
  total: (people, groups) =>
    `${plural(people, { one: "1 Person", other: `${people} Personen` })} in ${
      plural(groups, { one: "1 Gruppe", other: `${groups} Gruppen` })
    }`,
  locked: "Gesperrt",
  operator: "Host",
  anonymous: "Ohne Namen",
  tableOf: (group) => `Wer in ${group} ist`,
  columns: {
    name: "Person",
    network: "Netz",
    sends: "Sendet",
    receives: "Empfängt",
    actions: "Aktionen",
  },
  nothing: "nichts",
  grades: { good: "Gut", weak: "Schwach", bad: "Schlecht" },
  bothGrades: (up, down) => `Senden: ${up}, Empfangen: ${down}`,
  flow: (streams, rate) =>
    `${plural(streams, { one: "1 Stream", other: `${streams} Streams` })} mit ${rate}`,
  lossAndTime: (loss, time) =>
    time === "" ? `Verlust ${loss}` : `Verlust ${loss}, Umlaufzeit ${time}`,
  show: (name) => `Spuren von ${name}`,
  noTracks: "Es ist keine Spur bekannt.",
  trackColumns: {
    direction: "Richtung",
    what: "Was",
    codec: "Codec",
    layer: "Stufe",
    rate: "Datenrate",
    loss: "Verlust",
    rtt: "Umlaufzeit",
    jitter: "Jitter",
  },
  directions: { up: "sendet", down: "empfängt" },
  encodings: { l: "niedrig", m: "mittel", h: "hoch" },
  paused: "angehalten",
  notConnected: "nicht verbunden",
  unknown: "–",
  place: (layer, count) => `${layer} von ${count}`,
  layers: (spatial, temporal) =>
    spatial === ""
      ? `Bildrate ${temporal}`
      : temporal === ""
      ? `Größe ${spatial}`
      : `Größe ${spatial}, Bildrate ${temporal}`,
  kick: "Entfernen",
  kickLabel: (name) => `${name} entfernen`,
  kickTitle: (name, group) => `${name} aus ${group} entfernen?`,
  message: "Was Sie dazu sagen",
  messageHint: "Wird der entfernten Person angezeigt",
  ban: "Rückkehr",
  banHint: "Wann die entfernte Person wiederkommen darf",
  bans: {
    "0": "sofort",
    "5": "nach 5 Minuten",
    "60": "nach einer Stunde",
    "1440": "nach einem Tag",
  },
  address: "Andere mit derselben Netzadresse ebenso",
  kickConfirm: "Entfernen",
  kicked: (name) => `${name} wurde entfernt.`,
  gone: (name) => `${name} war schon nicht mehr da.`,
  close: "Schließen",
  closeLabel: (group) => `${group} schließen`,
  closeTitle: (group) => `Alle aus ${group} entfernen?`,
  closeBody: "Auch die Hosts. Die Gruppe selbst bleibt.",
  closeLock: "Sperren, sodass nur Hosts zurückkönnen",
  closeConfirm: "Alle entfernen",
  closed: (group) => `Alle wurden aus ${group} entfernt.`,
  lock: "Sperren",
  lockLabel: (group) => `${group} sperren`,
  lockedNow: (group) => `${group} ist gesperrt: Nur Hosts können herein.`,
  unlock: "Entsperren",
  unlockLabel: (group) => `${group} entsperren`,
  unlocked: (group) => `${group} ist wieder offen.`,
  stale: "Diese Anzeige ist nicht aktuell.",
};
