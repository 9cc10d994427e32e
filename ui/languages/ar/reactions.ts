/**
 * Arabic: reactions.
 * @module
 */
import type * as english from "../en/reactions.ts";
import type { Translated } from "../message.ts";

/** Reactions. */
export const reactionsText: Translated<typeof english.reactionsText> = {
  react: "تفاعل",
  key: "إرسال تفاعل",
  help: "إرسال أحد رموز التفاعل باسمه",
  names: {
    agree: "نعم",
    disagree: "لا",
    applause: "تصفيق",
    heart: "قلب",
    laughter: "ضحك",
    surprise: "دهشة",
    celebration: "احتفال",
    thinking: "تفكير",
  },
  recent: "التفاعلات الآن",
  one: (name, count) => count === 1 ? name : `${name} × ${count}`,
  summary: (list) => `التفاعلات: ${list}`,
  tooMany: "مهلًا! يمكنك إرسال تفاعل آخر بعد قليل.",
  unknown: (names) => `يُكتب أحد هذه الأسماء: ${names}.`,
};
