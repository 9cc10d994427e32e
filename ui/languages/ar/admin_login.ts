/**
 * Arabic: logging in to the administration page, and its failures.
 * @module
 */
import type * as english from "../en/admin_login.ts";
import type { Translated } from "../message.ts";

/** Logging in. */
export const loginText: Translated<typeof english.loginText> = {
  heading: "الإدارة",
  lead: "للمسؤولين عن هذا الخادم أو عن إحدى مجموعاته.",
  how: "طريقة تسجيل الدخول",
  byPassword: "بالاسم وكلمة المرور",
  byToken: "برمز مميّز",
  username: "الاسم",
  password: "كلمة المرور",
  token: "الرمز المميّز",
  tokenHint: "رمز مميّز له صلاحية \u2066admin\u2069، أو عنوان ينتهي برمز كهذا",
  group: "المجموعة",
  groupHint: "يُترك فارغًا إن كانت إدارتك للخادم كله",
  remember: "إبقائي مسجَّل الدخول حتى إغلاق علامة التبويب هذه",
  rememberHint: "تُحفظ كلمة المرور عندئذ في ذاكرة المتصفح لعلامة التبويب هذه",
  submit: "تسجيل الدخول",
  busy: "جارٍ تسجيل الدخول…",
  nameMissing: "يُرجى إدخال اسمك.",
  tokenMissing: "يُرجى إدخال الرمز المميّز.",
  badGroup: "لا يصلح هذا اسمًا لمجموعة.",
  refused:
    "تعذّر تسجيل دخولك. يُرجى التحقق من الاسم وكلمة المرور؛ وعلى من يدير مجموعة واحدة أن يذكر اسمها أيضًا. أما مديرو الخادم فمذكورون في الملف config.json ضمن \u2066users\u2069 ولهم صلاحية \u2066admin\u2069.",
};

/** Why a request failed. */
export const failureText: Translated<typeof english.failureText> = {
  "unreachable": "الخادم لا يستجيب. يُرجى التحقق من الاتصال ثم إعادة المحاولة.",
  "unauthorised": "لم يعد الدخول متاحًا لك. يُرجى تسجيل الدخول من جديد.",
  "read-only": "لا يسمح هذا الخادم بتعديل ملفات مجموعاته من هنا.",
  "missing": "لم يعد هذا موجودًا. ربما حذفه شخص ما للتو.",
  "changed": "عدّل شخص آخر هذا في هذه الأثناء: يُرجى الاطلاع عليه مجددًا قبل تعديله.",
  "busy": "الخادم مشغول. يُرجى إعادة المحاولة بعد قليل.",
  "broken": "تعذّر على الخادم تنفيذ ذلك. السبب مذكور في سجلّه.",
  "full": "لا مكان للمزيد. يُرجى حذف بعضها أولًا.",
  "refused": (reason) => reason === "" ? "لم يقبل الخادم هذا." : reason,
};
