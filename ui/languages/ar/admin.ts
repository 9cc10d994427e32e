/**
 * Arabic: all texts of the administration page.
 * @module
 */
import type { admin as english } from "../en/admin.ts";
import type { Translated } from "../message.ts";
import {
  deviceChoicesText,
  fieldsText,
  groupListText,
  groupText,
  newGroupText,
  sectionsText,
} from "./admin_groups.ts";
import { invitationsText } from "./admin_invitations.ts";
import { liveViewText } from "./admin_live.ts";
import { failureText, loginText } from "./admin_login.ts";
import { keysText, permissionsText, usersText } from "./admin_users.ts";

/** Area by area. */
export const admin: Translated<typeof english> = {
  title: "الإدارة",
  pageTitle: (part) => `${part} – الإدارة – Lectern`,
  nav: "أقسام هذه الصفحة",
  groups: "المجموعات",
  live: "مباشر",
  tokens: "دعوات إلى كل المجموعات",
  logOut: "تسجيل الخروج",
  loggedInAs: (name) => name === "" ? "تم تسجيل الدخول برمز مميّز" : `تم تسجيل الدخول باسم ${name}`,
  readOnly:
    'لا يسمح هذا الخادم بتعديل ملفات مجموعاته من هنا. للسماح بذلك يُضاف \u2066"writableGroups": true\u2069 إلى الملف config.json في مجلد البيانات. ومع ذلك تمكن إدارة ما يجري الآن وإدارة الدعوات.',
  loading: "جارٍ التحميل…",
  retry: "إعادة المحاولة",
  save: "حفظ",
  saving: "جارٍ الحفظ…",
  cancel: "إلغاء",
  copy: "نسخ",
  copied: "تم النسخ.",
  notCopied: "تعذّر النسخ. يُرجى تحديد النص ونسخه يدويًا.",
  lookAgain: "تحميل الحالة الحالية",
  optional: "اختياري",
  login: loginText,
  failure: failureText,
  groupList: groupListText,
  newGroup: newGroupText,
  group: groupText,
  sections: sectionsText,
  fields: fieldsText,
  deviceChoices: deviceChoicesText,
  permissions: permissionsText,
  users: usersText,
  keys: keysText,
  invitations: invitationsText,
  liveView: liveViewText,
};
