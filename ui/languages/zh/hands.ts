/**
 * Chinese: raised hands.
 * @module
 */
import type * as english from "../en/hands.ts";
import type { Translated } from "../message.ts";

/** Raised hands. */
export const handsText: Translated<typeof english.handsText> = {
  title: "举手",
  count: (count) => `${count} 人举手`,
  place: (place) => `已举手，第 ${place} 位`,
  lower: (name) => `放下手：${name}`,
  lowerShort: "放下手",
  lowerAll: "放下所有人的手",
  loweredBy: (name) => name === "" ? "您的手已被放下。" : `${name} 已将您的手放下。`,
};
