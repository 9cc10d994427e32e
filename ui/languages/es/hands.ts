/**
 * Spanish: raised hands.
 * @module
 */
import type * as english from "../en/hands.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Raised hands. */
export const handsText: Translated<typeof english.handsText> = {
  title: "Manos levantadas",
  count: (count) => plural(count, { one: "1 mano levantada", other: `${count} manos levantadas` }),
  place: (place) => `Mano levantada, número ${place}`,
  lower: (name) => `Bajar la mano: ${name}`,
  lowerShort: "Bajar la mano",
  lowerAll: "Bajar todas las manos",
  loweredBy: (name) => name === "" ? "Se le ha bajado la mano." : `${name} le ha bajado la mano.`,
};
