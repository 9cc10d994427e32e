/**
 * German: raised hands.
 * @module
 */
import type * as english from "../en/hands.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Raised hands. */
export const handsText: Translated<typeof english.handsText> = {
  title: "Gehobene Hände",
  count: (count) => plural(count, { one: "1 Hand gehoben", other: `${count} Hände gehoben` }),
  place: (place) => `Hand gehoben, Nummer ${place}`,
  lower: (name) => `Hand senken: ${name}`,
  lowerShort: "Hand senken",
  lowerAll: "Alle Hände senken",
  loweredBy: (name) => name === "" ? "Ihre Hand wurde gesenkt." : `${name} hat Ihre Hand gesenkt.`,
};
