/**
 * Arabic: files between members.
 * @module
 */
import type * as english from "../en/files.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Sending and receiving files. */
export const filesText: Translated<typeof english.filesText> = {
  title: "الملفات",
  count: (count) =>
    plural(count, {
      zero: "لا ملفات",
      one: "ملف واحد",
      two: "ملفان",
      few: `${count} ملفات`,
      many: `${count} ملفًا`,
      other: `${count} ملف`,
    }),
  send: "إرسال ملف…",
  sendTitle: "إرسال ملفات",
  sendTo: (name) => `إرسال ملف إلى ${name}`,
  help: "إرسال ملف إلى شخص واحد",
  toWhom: "إلى",
  nobody: "لا يوجد هنا من يمكنه استقبال ملف.",
  choose: "اختيار ملفات",
  noneChosen: "لم يُختر أي ملف بعد. يمكن أيضًا سحب الملفات وإفلاتها هنا.",
  offer: "إرسال",
  cancel: "إلغاء",
  direct: "يذهب الملف مباشرة من متصفحك إلى متصفح الطرف الآخر. ويرى كل طرف عنوان الشبكة للطرف الآخر.",
  limits: (size, count) =>
    `الحد الأقصى: ${size} للملف الواحد، و${count} من الملفات في المرة الواحدة.`,
  drop: "يمكن إفلات الملفات هنا لإرسالها",
  close: "إغلاق",
  unnamed: "ملف",
  from: (name) => `من ${name}`,
  to: (name) => `إلى ${name}`,
  waitingFor: (name) => `بانتظار القبول من ${name}`,
  accept: "قبول",
  refuse: "رفض",
  withdraw: "سحب العرض",
  stop: "إيقاف",
  again: "إعادة المحاولة",
  save: "حفظ",
  dismiss: "إزالة من القائمة",
  dismissAll: "إفراغ القائمة",
  connecting: "جارٍ الاتصال…",
  cannotTake: (size) => `هذا الملف أكبر مما يحتمله متصفحك؛ الحد الأقصى ${size}.`,
  progress: (file) => `تقدم ${file}`,
  done: "تم",
  offeredBy: (name, file) => `وصلك عرض ملف من ${name}: «${file}».`,
  arrived: (file) => `وصل الملف «${file}».`,
  sent: (file, name) => `وصل الملف «${file}» إلى ${name}.`,
  tooLarge: (file, size) => `الملف «${file}» أكبر من أن يُرسل؛ الحد الأقصى ${size}.`,
  tooMany: (count) =>
    plural(count, {
      zero: "لا يمكن إرسال ملفات الآن.",
      one: "يمكن إرسال ملف واحد فقط في الوقت نفسه. يُرجى الانتظار حتى يصل.",
      two: "يمكن إرسال ملفين فقط في الوقت نفسه. يُرجى الانتظار حتى يصل أحدهما.",
      few: `يمكن إرسال ${count} ملفات فقط في الوقت نفسه. يُرجى الانتظار حتى يصل أحدها.`,
      many: `يمكن إرسال ${count} ملفًا فقط في الوقت نفسه. يُرجى الانتظار حتى يصل أحدها.`,
      other: `يمكن إرسال ${count} ملف فقط في الوقت نفسه. يُرجى الانتظار حتى يصل أحدها.`,
    }),
  ends: {
    refused: (name) => `رُفض هذا الملف من قِبل ${name}.`,
    withdrawn: (name) => `سُحب العرض من قِبل ${name}.`,
    cancelled: (name) => `أُوقف الإرسال من قِبل ${name}.`,
    stopped: () => "تم الإيقاف.",
    lost: (name) => `انقطع الاتصال مع ${name} فلم يصل الملف.`,
    gone: (name) => `توقّف الإرسال بمغادرة ${name}.`,
    faulty: (name) => `ما وصل من ${name} ليس الملف المعروض.`,
    unreadable: () => "لم تعد قراءة الملف ممكنة. يُرجى اختياره من جديد.",
  },
  askAgain: (name) => `يُرجى الطلب من ${name} إرساله من جديد.`,
  ofSize: (moved, all) => `${moved} من ${all}`,
  left: (span) => `بقي ${span}`,
};
