/**
 * Arabic: raised hands.
 * @module
 */
import type * as english from "../en/hands.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Raised hands. */
export const handsText: Translated<typeof english.handsText> = {
  title: "الأيدي المرفوعة",
  count: (count) =>
    plural(count, {
      zero: "لا أيدي مرفوعة",
      one: "يد واحدة مرفوعة",
      two: "يدان مرفوعتان",
      few: `${count} أيدٍ مرفوعة`,
      many: `${count} يدًا مرفوعة`,
      other: `${count} يد مرفوعة`,
    }),
  place: (place) => `اليد مرفوعة، رقم ${place}`,
  lower: (name) => `خفض اليد: ${name}`,
  lowerShort: "خفض اليد",
  lowerAll: "خفض كل الأيدي",
  loweredBy: (name) => name === "" ? "تم خفض يدك." : `تم خفض يدك من قِبل ${name}.`,
};
