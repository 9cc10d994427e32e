/**
 * Arabic: one's own connection, and what can be done about it.
 * @module
 */
import type * as english from "../en/connection.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The network menu, and what the room says while there is no connection. */
export const connectionText: Translated<typeof english.connectionText> = {
  open: "الشبكة",
  short: "الشبكة",
  shortcut: "الشبكة والبيانات",
  title: "شبكتك",
  good: "اتصالك جيد.",
  unknown: "لا يخبر هذا الخادم بحال الشبكات.",
  up: "منك إلى الخادم",
  down: "من الخادم إليك",
  grades: { good: "جيد", weak: "ضعيف", bad: "سيئ" },
  othersTitle: "من لديهم مشكلات في الاتصال",
  othersUp: (name) => `الصوت والصورة من ${name} يصلان إليك وإلى الآخرين بجودة سيئة.`,
  othersDown: (name) => `الصوت والصورة من الآخرين يصلان إلى ${name} بجودة سيئة.`,
  soundOnly: "استقبال الصوت فقط",
  everything: "استقبال كل شيء من جديد",
  less: {
    "": "لا يصلك شيء: لا صوت ولا صورة.",
    "audio": "يصلك الصوت فقط.",
    "screenshare": "يصلك الصوت والشاشات المشارَكة فقط.",
  },
  lost: "جارٍ إعادة الاتصال…",
  lostFor: (seconds) =>
    plural(seconds, {
      zero: "انقطع الاتصال. تستمر المحاولة…",
      one: "لا اتصال منذ ثانية واحدة. تستمر المحاولة…",
      two: "لا اتصال منذ ثانيتين. تستمر المحاولة…",
      few: `لا اتصال منذ ${seconds} ثوانٍ. تستمر المحاولة…`,
      many: `لا اتصال منذ ${seconds} ثانية. تستمر المحاولة…`,
      other: `لا اتصال منذ ${seconds} ثانية. تستمر المحاولة…`,
    }),
  lostForMinutes: (minutes) =>
    plural(minutes, {
      zero: "انقطع الاتصال. تستمر المحاولة…",
      one: "لا اتصال منذ دقيقة واحدة. تستمر المحاولة…",
      two: "لا اتصال منذ دقيقتين. تستمر المحاولة…",
      few: `لا اتصال منذ ${minutes} دقائق. تستمر المحاولة…`,
      many: `لا اتصال منذ ${minutes} دقيقة. تستمر المحاولة…`,
      other: `لا اتصال منذ ${minutes} دقيقة. تستمر المحاولة…`,
    }),
  trying: "تجري المحاولة الآن…",
  tryNow: "المحاولة الآن",
  offline: "لا شبكة لدى هذا الجهاز. يُستأنف كل شيء تلقائيًا عند عودتها.",
};
