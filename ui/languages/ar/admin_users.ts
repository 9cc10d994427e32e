/**
 * Arabic: users, their permissions, and keys in the administration page.
 * @module
 */
import type * as english from "../en/admin_users.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Permissions. */
export const permissionsText: Translated<typeof english.permissionsText> = {
  label: "الصلاحيات",
  list: "صلاحيات محددة",
  listHint: "تفصل بينها فواصل: \u2066op, present, message, caption, token, record, admin\u2069",
  names: {
    op: "مضيف: يدير المجموعة",
    present: "مشارك: صوت وصورة وكتابة",
    message: "مستمع يمكنه الكتابة",
    caption: "كتابة التسميات التوضيحية",
    observe: "مشاهدة فقط",
    admin: "إدارة المجموعة من هنا دون دخولها",
    none: "بلا صلاحيات",
    list: "صلاحيات محددة…",
  },
};

/** The users of a group. */
export const usersText: Translated<typeof english.usersText> = {
  title: "المستخدمون",
  lead:
    "من لهم هنا اسم خاص بهم لا يستخدمه غيرهم. يمكن تعيين كلمات المرور، لكن لا يمكن الاطلاع عليها أبدًا.",
  named: "مستخدمون بأسماء",
  special: "غيرهم",
  wildcard: "كل من عداهم",
  wildcardHint: "يسري على كل اسم ليس في القائمة",
  empty: "بلا اسم",
  emptyHint: "يسري على من ينضمون دون أي اسم",
  notThere: "لم يُعدّ بعد",
  noUsers: "لا يوجد مستخدمون بأسماء.",
  search: "البحث في المستخدمين",
  add: "مستخدم جديد",
  name: "الاسم",
  password: "كلمة المرور",
  passwordOptional: "كلمة المرور",
  passwordHint: "72 بايت على الأكثر. بدونها لا يمكن للمستخدم تسجيل الدخول إلى أن تُعيَّن.",
  create: "إضافة المستخدم",
  nameMissing: "يُرجى إدخال اسم.",
  badName: "لا يصلح هذا اسمًا لمستخدم: لا يجوز أن يبدأ أي جزء منه بنقطة.",
  exists: "يوجد مستخدم بهذا الاسم بالفعل.",
  made: (name) => `تمت إضافة ${name}.`,
  madeWithoutPassword: (name, why) => `تمت إضافة ${name}، لكن لم تُعيَّن كلمة المرور: ${why}`,
  setUp: "إعداد",
  savePermissions: "حفظ الصلاحيات",
  saved: "حُفظت الصلاحيات.",
  newPassword: "كلمة مرور جديدة",
  setPassword: "تعيين كلمة المرور",
  passwordMissing: "يُرجى إدخال كلمة مرور.",
  passwordSet: "تم تعيين كلمة المرور.",
  anyPassword: "السماح بأي كلمة مرور",
  anyPasswordSet: "تُقبل الآن أي كلمة مرور.",
  removePassword: "إزالة كلمة المرور",
  removePasswordTitle: (name) => `إزالة كلمة مرور ${name}؟`,
  removePasswordBody: "لن يتمكن أحد من تسجيل الدخول بهذا الاسم إلى أن تُعيَّن كلمة مرور أخرى.",
  passwordRemoved: "أُزيلت كلمة المرور.",
  remove: "حذف المستخدم",
  removeTitle: (name) => `حذف ${name}؟`,
  removeBody: "من كان في المجموعة بهذا الاسم يُخرَج منها.",
  removed: (name) => `تم حذف ${name}.`,
  close: (name) => `إغلاق ${name}`,
};

/** A group's keys. */
export const keysText: Translated<typeof english.keysText> = {
  title: "المفاتيح",
  lead:
    "يمكن لخادم آخر أن يُدخل أشخاصًا إلى هذه المجموعة برموز مميّزة يوقّعها. هنا يوضع المفتاح الذي يُتحقق به منها. يمكن تعيين المفاتيح، لكن لا يمكن الاطلاع عليها أبدًا.",
  paste: "مجموعة مفاتيح (JSON Web Key Set)",
  pasteHint: 'مجموعة مثل \u2066{"keys": [{"kty": "EC", …}]}\u2069، أو مفتاح واحد',
  set: "تعيين المفاتيح",
  nothing: "يُرجى لصق مجموعة مفاتيح.",
  notJson: "هذا ليس JSON. يُرجى نسخ النص كاملًا مع أقواسه.",
  noKeys: "لا مفتاح في هذا النص. في مجموعة المفاتيح قائمة اسمها \u2066keys\u2069.",
  done: (count) =>
    plural(count, {
      zero: "لم يُعيَّن أي مفتاح.",
      one: "تم تعيين المفتاح.",
      two: "تم تعيين مفتاحين.",
      few: `تم تعيين ${count} مفاتيح.`,
      many: `تم تعيين ${count} مفتاحًا.`,
      other: `تم تعيين ${count} مفتاح.`,
    }),
  remove: "إزالة كل المفاتيح",
  removeTitle: "إزالة كل مفاتيح هذه المجموعة؟",
  removeBody: "لن تُقبل بعد ذلك الرموز المميّزة الموقَّعة بها.",
  removed: "أُزيلت المفاتيح.",
};
