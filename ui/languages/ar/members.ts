/**
 * Arabic: the list of members.
 * @module
 */
import type * as english from "../en/members.ts";
import type { Translated } from "../message.ts";
import { people } from "./counts.ts";

/** The list of members. */
export const membersText: Translated<typeof english.membersText> = {
  title: "المشاركون",
  count: (count) => people(count),
  operator: "مضيف",
  recorder: "التسجيل جارٍ",
  camera: "الكاميرا مشغّلة",
  microphone: "الميكروفون مشغّل",
  screen: "مشاركة شاشة",
  write: (name) => `رسالة خاصة إلى ${name}`,
  close: "إغلاق قائمة المشاركين",
};
