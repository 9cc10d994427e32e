/**
 * Arabic: invitations in the administration page.
 * @module
 */
import type * as english from "../en/admin_invitations.ts";
import type { Translated } from "../message.ts";

/** Invitations. */
export const invitationsText: Translated<typeof english.invitationsText> = {
  title: "الدعوات",
  titleAll: "دعوات إلى كل المجموعات",
  lead: "الدعوة رابط يتيح لحامله دخول المجموعة حتى انتهاء صلاحيته.",
  leadAll:
    "تفتح هذه الدعوات كل مجموعات هذا الخادم، ومع صلاحية \u2066admin\u2069 تفتح هذه الصفحة أيضًا. يُرجى الحذر عند إعطائها.",
  create: "دعوة جديدة",
  kind: "ما الذي يمكن لحاملها فعله؟",
  kinds: {
    present: "المشاركة: الصوت والصورة والكتابة",
    message: "الاستماع والكتابة",
    observe: "المشاهدة فقط",
    op: "إدارة المجموعة كمضيف",
    admin: "إدارة الخادم أو المجموعة",
    list: "صلاحيات محددة…",
  },
  username: "اسم حاملها",
  usernameHint: "يُترك فارغًا إن كان لكلٍّ أن يختار اسمه",
  lifetime: "مدة الصلاحية",
  lifetimes: {
    hour: "ساعة",
    day: "يوم",
    week: "أسبوع",
    month: "30 يومًا",
    until: "حتى تاريخ محدد…",
  },
  until: "حتى",
  untilMissing: "يُرجى إدخال تاريخ ووقت في المستقبل.",
  subgroups: "للمجموعات الفرعية أيضًا",
  make: "إنشاء الدعوة",
  making: "جارٍ الإنشاء…",
  made: "أُنشئت الدعوة. يمكنك الآن نسخ رابطها:",
  madeToken: "أُنشئ الرمز المميّز. يمكنك الآن نسخه:",
  link: "رابط الدعوة",
  tokenField: "الرمز المميّز",
  tokenHint: (example) => `يوضع في آخر عنوان أي مجموعة: ${example}`,
  list: "الدعوات الحالية",
  none: "لا توجد دعوات.",
  anyName: "أي اسم",
  ends: (time) => `تنتهي: ${time}`,
  ended: (time) => time === "" ? "انتهت" : `انتهت: ${time}`,
  begins: (time) => `تبدأ: ${time}`,
  withSubgroups: "مع المجموعات الفرعية",
  by: (name) => `أنشأها: ${name}`,
  copyLink: (name) => `نسخ رابط الدعوة ${name}`,
  prolong: "تمديد أسبوعًا",
  prolongLabel: (name) => `تمديد أسبوعًا: الدعوة ${name}`,
  prolonged: (time) => `أصبحت تنتهي: ${time}.`,
  revoke: "إنهاء الآن",
  revokeLabel: (name) => `إنهاء الآن: الدعوة ${name}`,
  revoked: "انتهت الدعوة. ما زال تمديدها ممكنًا.",
  remove: "حذف",
  removeLabel: (name) => `حذف الدعوة ${name}`,
  removeTitle: "حذف هذه الدعوة؟",
  removeBody: "لن يعمل رابطها بعد ذلك، ولن يمكن تمديدها.",
  removed: "حُذفت الدعوة.",
  more: (count) => `عرض المزيد (${count})`,
};
