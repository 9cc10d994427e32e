/**
 * French: raised hands.
 * @module
 */
import type * as english from "../en/hands.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Raised hands. */
export const handsText: Translated<typeof english.handsText> = {
  title: "Mains levées",
  count: (count) => plural(count, { one: `${count} main levée`, other: `${count} mains levées` }),
  place: (place) => `Main levée, numéro ${place}`,
  lower: (name) => `Baisser la main : ${name}`,
  lowerShort: "Baisser la main",
  lowerAll: "Baisser toutes les mains",
  loweredBy: (name) => name === "" ? "Votre main a été baissée." : `${name} a baissé votre main.`,
};
