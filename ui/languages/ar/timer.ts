/**
 * Arabic: the timer.
 * @module
 */
import type * as english from "../en/timer.ts";
import type { Translated } from "../message.ts";
import { minutes } from "./counts.ts";

/** The timer. */
export const timerText: Translated<typeof english.timerText> = {
  command: "مؤقّت…",
  title: "مؤقّت",
  close: "إغلاق",
  shown: (left) => `المؤقّت: بقي ${left}`,
  paused: (left) => `المؤقّت متوقف عند ${left}`,
  over: "انتهى الوقت",
  minutes: "الدقائق",
  minutesHint: "يراه الجميع",
  quick: (count) => minutes(count),
  start: "بدء",
  pause: "إيقاف المؤقّت",
  resume: "متابعة",
  add: "دقيقة أخرى",
  end: "إزالة",
  badMinutes: "يُرجى إدخال عدد الدقائق، من 1 إلى 600.",
  slash: "عرض مؤقّت للجميع بهذا العدد من الدقائق؛ ودون عدد يُنهى",
};
