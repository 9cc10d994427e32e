/**
 * Arabic: subgroups.
 * @module
 */
import type * as english from "../en/subgroups.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Subgroups. */
export const subgroupsText: Translated<typeof english.subgroupsText> = {
  command: "المجموعات الفرعية…",
  title: "المجموعات الفرعية",
  close: "إغلاق",
  name: (name) => /^\d+$/.test(name) ? `المجموعة ${name}` : name,
  main: "المجموعة الرئيسية",
  here: (name) => `أنت الآن في: ${name}`,
  back: "العودة إلى المجموعة الرئيسية",
  sent: (name) => `نقلك مضيف إلى: ${name}.`,
  calling: (left) => `يعود الجميع إلى المجموعة الرئيسية بعد ${left}`,
  calledTo: (name, left) => `الانتقال بعد ${left} إلى: ${name}`,
  calledBack: "يدعو المضيف الجميع إلى العودة إلى المجموعة الرئيسية.",
  goNow: "الانتقال الآن",
  turnedBack: (name) => `لم يُسمح لك بدخول: ${name}. عدت إلى المجموعة الرئيسية.`,

  how: "توزيع الأشخاص",
  hows: {
    groups: "بحسب عدد المجموعات",
    people: "بحسب عدد الأشخاص في كل مجموعة",
    hand: "يدويًا",
  },
  count: { groups: "عدد المجموعات", people: "الأشخاص في كل مجموعة" },
  mix: "خلط",
  last: "كما في المرة السابقة",
  addGroup: "مجموعة أخرى",
  assign: (name) => `مجموعة ${name}`,
  nobody: "لا أحد هنا غير المضيفين.",
  stays: "البقاء هنا",
  badCount: "يُرجى إدخال عدد صحيح، 1 أو أكثر.",
  unavailable:
    "ليست لهذه المجموعة مجموعات فرعية. يمكن لأحد المديرين تفعيل «مجموعات فرعية تلقائية» في إعداداتها.",
  unknown: "لا يمكن لهذا الخادم نقل الأشخاص.",
  open: "نقل الأشخاص إلى مجموعاتهم",
  sendMore: "نقل هؤلاء أيضًا",
  running: (groups) =>
    plural(groups, {
      zero: "لا مجموعات مفتوحة",
      one: "مجموعة واحدة مفتوحة",
      two: "مجموعتان مفتوحتان",
      few: `${groups} مجموعات مفتوحة`,
      many: `${groups} مجموعة مفتوحة`,
      other: `${groups} مجموعة مفتوحة`,
    }),
  empty: "لا أحد هناك",
  people: (names) => names,
  visit: (name) => `زيارة: ${name}`,
  visitShort: "زيارة",
  announce: "مخاطبة كل المجموعات",
  announceDo: "إعلان",
  announced: "وصل الإعلان إلى كل المجموعات.",
  recall: "دعوة الجميع إلى العودة",
  recallIn: "بعد",
  recallTimes: {
    "0": "فورًا",
    "30": "30 ثانية",
    "60": "دقيقة واحدة",
    "120": "دقيقتان",
    "300": "5 دقائق",
  },
  recalled: "دُعي الجميع إلى العودة.",
  link: (name, address) => `يُرجى الذهاب إلى ${name}: ${address}`,
  linkBack: (address) => `يُرجى العودة إلى المجموعة الرئيسية: ${address}`,
};
