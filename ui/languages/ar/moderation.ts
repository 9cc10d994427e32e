/**
 * Arabic: what hosts do to members, messages and the group.
 * @module
 */
import type * as english from "../en/moderation.ts";
import type { Translated } from "../message.ts";

/** What can be done to a member. */
export const memberText: Translated<typeof english.memberText> = {
  actions: (name) => `إجراءات بشأن ${name}`,
  mute: "كتم صوت الميكروفون",
  muted: (name) => `طُلب كتم صوت ${name}.`,
  op: "تعيين كمضيف",
  unop: "إلغاء صفة المضيف",
  present: "السماح بالصوت والصورة",
  unpresent: "منع الصوت والصورة",
  unshutup: "السماح بالكتابة",
  shutup: "منع الكتابة",
  warn: "تنبيه…",
  identify: "عرض عنوان الشبكة",
  clear: "حذف كل الرسائل",
  kick: "إخراج…",
  identified: (name, address) => `عنوان ${name} هو ${address}`,

  warnTitle: (name) => `تنبيه ${name}`,
  warnLabel: "نص التنبيه",
  warnSend: "إرسال التنبيه",
  warned: (name) => `عُرض التنبيه على ${name}.`,

  kickTitle: (name) => `إخراج ${name} من المجموعة`,
  kickReason: "السبب",
  kickReasonHint: "يظهر لمن يُخرَج",
  kickTime: "العودة ممكنة",
  kickTimes: {
    "0": "فورًا",
    "5": "بعد 5 دقائق",
    "15": "بعد 15 دقيقة",
    "60": "بعد ساعة",
    "1440": "بعد يوم",
  },
  kickAddress: "منع كل من له العنوان نفسه",
  kickAddressHint: "أيًّا كان الاسم؛ قد يشمل ذلك أسرة أو مدرسة بأكملها",
  kickDo: "إخراج",
  cancel: "إلغاء",

  raised: "اليد مرفوعة",
  newlyRaised: (name) => `طلب الكلمة برفع اليد: ${name}`,
};

/** What can be done to a message. */
export const messageText: Translated<typeof english.messageText> = {
  actions: (name) => `إجراءات بشأن هذه الرسالة من ${name}`,
  write: "رسالة خاصة",
  clear: "حذف الرسالة",
  clearAll: (name) => `حذف كل رسائل ${name}`,
};

/** What can be done to the group. */
export const groupText: Translated<typeof english.groupText> = {
  lock: "قفل المجموعة…",
  unlock: "إلغاء قفل المجموعة",
  record: "بدء التسجيل",
  unrecord: "إيقاف التسجيل",
  muteAll: "كتم صوت الجميع",
  mutedAll: "طُلب كتم صوت كل الآخرين.",
  announce: "إعلان للجميع…",
  clearChat: "حذف الدردشة…",
  subgroups: "عرض المجموعات الفرعية",
  invite: "دعوة أشخاص…",
  password: "تغيير كلمة المرور…",

  locked: "المجموعة مقفلة: لا يدخلها إلا المضيفون.",
  unlocked: "المجموعة مفتوحة من جديد.",
  isLocked: "مقفلة",

  lockTitle: "قفل المجموعة",
  lockLabel: "ما يُقال للآخرين",
  lockHint: "إن تُرك فارغًا يظهر النص المعتاد",
  lockDo: "قفل",

  announceTitle: "إعلان للجميع",
  announceLabel: "الإعلان",
  announceDo: "إعلان",

  clearTitle: "حذف الدردشة؟",
  clearText: "تُحذف كل الرسائل لدى الجميع، ولا يمكن استعادتها.",
  clearDo: "حذف",
  noSubgroups: "لا أحد في أي مجموعة فرعية.",
};
