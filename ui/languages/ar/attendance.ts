/**
 * Arabic: the attendance list, and handing the group over.
 * @module
 */
import type * as english from "../en/attendance.ts";
import type { Translated } from "../message.ts";
import { people } from "./counts.ts";

/** The attendance list. */
export const attendanceText: Translated<typeof english.attendanceText> = {
  command: "قائمة الحضور…",
  title: "قائمة الحضور",
  close: "إغلاق",
  notice: (by) => `تُسجَّل لدى ${by} قائمة بمن حضر ومتى. تبقى القائمة لدى ${by} ولا تُحفظ على الخادم.`,
  chip: (by) => `قائمة حضور لدى ${by}`,
  explain:
    "في القائمة أسماء كل من يأتون وأوقات مجيئهم ومغادرتهم. تبقى في علامة تبويب المتصفح هذه حتى إغلاقها. ويرى الجميع أنها تُسجَّل لديك.",
  start: "بدء القائمة",
  restart: "بدء قائمة جديدة",
  stop: "إنهاء القائمة",
  clear: "حذف القائمة",
  save: "حفظ كملف لجداول البيانات (CSV)",
  file: (group) => `حضور ${group}.csv`,
  running: (count) => `القائمة جارية، وفيها حتى الآن: ${people(count)}.`,
  stopped: (count) => `انتهت القائمة، وفيها: ${people(count)}.`,
  byOther: (by) => `توجد قائمة بالفعل لدى ${by}.`,
  columns: { name: "الاسم", from: "الحضور", until: "المغادرة", minutes: "الدقائق" },
  stillHere: "هنا حتى الآن",
};

/** Handing the group over. */
export const handOverText: Translated<typeof english.handOverText> = {
  command: "تسليم المجموعة…",
  title: (name) => `تسليم المجموعة إلى ${name}؟`,
  body: (name) => `تنتقل صفة المضيف إلى ${name} ولا تبقى لك. ولا يمكن إعادتها إليك إلا من قِبل مضيف.`,
  doIt: "تسليم",
  done: (name) => `المضيف الآن: ${name}.`,
  failed: (name) => `تعذّر تعيين ${name} كمضيف. ما زالت صفة المضيف لك.`,
  allow: (name) => `إعطاء الكلمة إلى ${name}`,
  allowShort: "إعطاء الكلمة",
  allowed: (name) => `الصوت والصورة مسموحان الآن: ${name}.`,
};
