/**
 * German: sounds and notifications.
 * @module
 */
import type * as english from "../en/sounds.ts";
import type { Translated } from "../message.ts";

/** Sounds and notifications. */
export const soundsText: Translated<typeof english.soundsText> = {
  title: "Töne und Benachrichtigungen",
  sounds: "Einen Ton abspielen, wenn",
  kinds: {
    hand: "jemand die Hand hebt",
    waiting: "jemand im Warteraum wartet",
    private: "jemand nur Ihnen schreibt",
    message: "jemand an alle schreibt",
    join: "jemand beitritt",
    timer: "der Timer abgelaufen ist",
  },
  hints: {
    hand: "Nur für Hosts",
    waiting: "Nur für Hosts",
    private: "",
    message: "",
    join: "Nicht in großen Gruppen",
    timer: "",
  },
  try: (what) => `Ton abspielen: ${what}`,
  notifications: "Benachrichtigen, während ich woanders bin",
  notificationsHint: "Bei privaten Nachrichten, Dateien und, wenn Sie Host sind, gehobenen Händen",
  refused:
    "Ihr Browser erlaubt dieser Seite keine Benachrichtigungen. Erlauben Sie sie zuerst in seinen Einstellungen.",
};
