/**
 * Arabic: the change of one's own password.
 * @module
 */
import type * as english from "../en/password.ts";
import type { Translated } from "../message.ts";

/** The change of one's own password. */
export const passwordText: Translated<typeof english.passwordText> = {
  title: "تغيير كلمة المرور",
  close: "إغلاق",
  old: "كلمة المرور الحالية",
  fresh: "كلمة المرور الجديدة",
  again: "كلمة المرور الجديدة مرة أخرى",
  change: "تغيير كلمة المرور",
  changed: "تم تغيير كلمة مرورك.",
  empty: "يُرجى إدخال كلمة مرور جديدة.",
  differ: "كلمتا المرور الجديدتان غير متطابقتين.",
  wrong: "كلمة المرور الحالية غير صحيحة.",
  noAccount: "ليست لك كلمة مرور خاصة بك في هذه المجموعة.",
  tooLong: "كلمة المرور الجديدة طويلة جدًا. يُرجى اختيار كلمة أقصر.",
  readOnly: "لا يسمح هذا الخادم بتعديل مجموعاته.",
  busy: "الخادم مشغول. يُرجى إعادة المحاولة بعد قليل.",
  failed: "تعذّر تغيير كلمة المرور. يُرجى إعادة المحاولة.",
};
