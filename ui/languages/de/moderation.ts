/**
 * German: what hosts do to members, messages and the group.
 * @module
 */
import type * as english from "../en/moderation.ts";
import type { Translated } from "../message.ts";

/** What can be done to a member. */
export const memberText: Translated<typeof english.memberText> = {
  actions: (name) => `Aktionen für ${name}`,
  mute: "Stummschalten",
  muted: (name) => `${name} wurde gebeten, still zu sein.`,
  op: "Zum Host machen",
  unop: "Nicht mehr Host",
  present: "Bild und Ton erlauben",
  unpresent: "Bild und Ton verbieten",
  unshutup: "Schreiben erlauben",
  shutup: "Schreiben verbieten",
  warn: "Verwarnen…",
  identify: "Netzadresse anzeigen",
  clear: "Alle Nachrichten löschen",
  kick: "Entfernen…",
  identified: (name, address) => `${name} kommt von ${address}`,

  warnTitle: (name) => `${name} verwarnen`,
  warnLabel: "Verwarnung",
  warnSend: "Verwarnen",
  warned: (name) => `Die Verwarnung wurde ${name} angezeigt.`,

  kickTitle: (name) => `${name} aus der Gruppe entfernen`,
  kickReason: "Grund",
  kickReasonHint: "Wird der entfernten Person angezeigt",
  kickTime: "Darf wiederkommen",
  kickTimes: {
    "0": "Sofort",
    "5": "Nach 5 Minuten",
    "15": "Nach 15 Minuten",
    "60": "Nach einer Stunde",
    "1440": "Nach einem Tag",
  },
  kickAddress: "Niemand von derselben Adresse",
  kickAddressHint: "Unter keinem Namen; das kann einen Haushalt oder eine ganze Schule betreffen",
  kickDo: "Entfernen",
  cancel: "Abbrechen",

  raised: "Hand gehoben",
  newlyRaised: (name) => `${name} hat die Hand gehoben`,
};

/** What can be done to a message. */
export const messageText: Translated<typeof english.messageText> = {
  actions: (name) => `Aktionen für diese Nachricht von ${name}`,
  write: "Privat schreiben",
  clear: "Nachricht löschen",
  clearAll: (name) => `Alle Nachrichten von ${name} löschen`,
};

/** What can be done to the group. */
export const groupText: Translated<typeof english.groupText> = {
  lock: "Gruppe sperren…",
  unlock: "Gruppe entsperren",
  record: "Aufzeichnung starten",
  unrecord: "Aufzeichnung beenden",
  muteAll: "Alle stummschalten",
  mutedAll: "Alle anderen wurden gebeten, still zu sein.",
  announce: "Durchsage an alle…",
  clearChat: "Chat löschen…",
  subgroups: "Untergruppen anzeigen",
  invite: "Einladen…",
  password: "Mein Passwort ändern…",

  locked: "Die Gruppe ist gesperrt: Nur Hosts können herein.",
  unlocked: "Die Gruppe ist wieder offen.",
  isLocked: "Gesperrt",

  lockTitle: "Gruppe sperren",
  lockLabel: "Was andere dann lesen",
  lockHint: "Leer lassen für die üblichen Worte",
  lockDo: "Sperren",

  announceTitle: "Durchsage an alle",
  announceLabel: "Durchsage",
  announceDo: "Senden",

  clearTitle: "Chat löschen?",
  clearText: "Alle Nachrichten verschwinden für alle und lassen sich nicht zurückholen.",
  clearDo: "Löschen",
  noSubgroups: "In keiner Untergruppe ist jemand.",
};
