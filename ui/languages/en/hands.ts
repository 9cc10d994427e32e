/**
 * English: raised hands.
 * @module
 */
import { plural } from "../plural.ts";

/** Raised hands. */
export const handsText = {
  title: "Raised hands",
  count: (count: number) => plural(count, { one: "1 hand raised", other: `${count} hands raised` }),
  place: (place: number) => `Hand raised, number ${place}`,
  lower: (name: string) => `Lower hand: ${name}`,
  lowerShort: "Lower hand",
  lowerAll: "Lower all hands",
  loweredBy: (name: string) =>
    name === "" ? "Your hand was lowered." : `${name} has lowered your hand.`,
} as const;
