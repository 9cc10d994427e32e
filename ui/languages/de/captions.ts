/**
 * German: captions.
 * @module
 */
import type * as english from "../en/captions.ts";
import type { Translated } from "../message.ts";

/** Captions. */
export const captionsText: Translated<typeof english.captionsText> = {
  title: "Untertitel",
  show: "Untertitel anzeigen",
  hide: "Untertitel ausblenden",
  toggle: "Untertitel ein- oder ausblenden",
  hint: "Erscheinen, wenn jemand welche sendet",
  size: "Größe der Untertitel",
  sizes: { small: "Klein", medium: "Mittel", large: "Groß" },
  spoken: "Untertitel vorlesen",
  spokenHint: "Für Screenreader",
  larger: "Größer",
  smaller: "Kleiner",
};
