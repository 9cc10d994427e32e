/**
 * Arabic: sounds and notifications.
 * @module
 */
import type * as english from "../en/sounds.ts";
import type { Translated } from "../message.ts";

/** Sounds and notifications. */
export const soundsText: Translated<typeof english.soundsText> = {
  title: "الأصوات والإشعارات",
  sounds: "تشغيل صوت عند",
  kinds: {
    hand: "رفع أحدهم يده",
    waiting: "انتظار أحدهم الدخول",
    private: "وصول رسالة خاصة إليك",
    message: "وصول رسالة إلى الجميع",
    join: "انضمام أحدهم",
    timer: "انتهاء وقت المؤقّت",
  },
  hints: {
    hand: "للمضيفين فقط",
    waiting: "للمضيفين فقط",
    private: "",
    message: "",
    join: "ليس في المجموعات الكبيرة",
    timer: "",
  },
  try: (what) => `تشغيل الصوت: ${what}`,
  notifications: "إرسال إشعار عندما أكون في نافذة أخرى",
  notificationsHint: "بالرسائل الخاصة والملفات، وبالأيدي المرفوعة لمن هو مضيف",
  refused: "لا يسمح متصفحك بالإشعارات لهذه الصفحة. يُرجى السماح بها أولًا في إعداداته.",
};
