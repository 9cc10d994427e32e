/**
 * Arabic: polls.
 * @module
 */
import type * as english from "../en/poll.ts";
import type { Translated } from "../message.ts";
import { people } from "./counts.ts";

/** Polls. */
export const pollText: Translated<typeof english.pollText> = {
  command: "استطلاع…",
  title: "استطلاع",
  close: "إغلاق",
  chip: "استطلاع",
  asked: (by, question) => by === "" ? `سؤال لك: ${question}` : `سؤال من ${by}: ${question}`,
  answer: "إجابة",
  question: "السؤال",
  questionPlaceholder: "ما السؤال المطروح؟",
  answerLabel: (place) => `الإجابة ${place}`,
  addAnswer: "إضافة إجابة",
  removeAnswer: (place) => `إزالة الإجابة ${place}`,
  multiple: "يمكن اختيار عدة إجابات",
  live: "يرى الجميع النتيجة فورًا",
  liveHint: "وإلا فيراها الجميع عند إنهاء الاستطلاع",
  ask: "طرح السؤال",
  tooFew: "يُرجى إدخال سؤال وإجابتين على الأقل.",
  privacy: "لا يرى المشاركون الآخرون اختيارك. تصل إجابتك إلى المضيفين.",
  chooseOne: "يُرجى اختيار إجابة",
  chooseSeveral: "يُرجى اختيار إجابة أو أكثر",
  cannotVote: "لا يُسمح لك بالكتابة في هذه المجموعة، لذلك لا يمكنك الإجابة.",
  changed: "يمكنك تغيير إجابتك حتى انتهاء الاستطلاع.",
  hidden: "تظهر النتيجة عند انتهاء الاستطلاع.",
  voters: (count) => count === 0 ? "لم يُجب أحد بعد" : `أجاب ${people(count)}`,
  share: (count, share) => `${count} (${share})`,
  ended: "انتهى الاستطلاع.",
  end: "إنهاء الاستطلاع وعرض النتيجة",
  remove: "إزالة",
  again: "طرح سؤال آخر",
  slash: "طرح سؤال على الجميع",
};
