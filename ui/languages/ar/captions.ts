/**
 * Arabic: captions.
 * @module
 */
import type * as english from "../en/captions.ts";
import type { Translated } from "../message.ts";

/** Captions. */
export const captionsText: Translated<typeof english.captionsText> = {
  title: "التسميات التوضيحية",
  show: "عرض التسميات التوضيحية",
  hide: "إخفاء التسميات التوضيحية",
  toggle: "عرض التسميات التوضيحية أو إخفاؤها",
  hint: "تظهر عندما يرسلها أحد",
  size: "حجم التسميات التوضيحية",
  sizes: { small: "صغير", medium: "متوسط", large: "كبير" },
  spoken: "قراءة التسميات التوضيحية بصوت عالٍ",
  spokenHint: "لقارئات الشاشة",
  larger: "أكبر",
  smaller: "أصغر",
};
