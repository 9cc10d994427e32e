/**
 * Arabic: the chat.
 * @module
 */
import type * as english from "../en/chat.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The chat. */
export const chatText: Translated<typeof english.chatText> = {
  title: "الدردشة",
  message: "الرسالة",
  placeholder: "كتابة رسالة",
  send: "إرسال",
  empty: "لا رسائل بعد",
  emptyHint: "ما يُكتب هنا يراه كل من في المجموعة.",
  to: (name) => `إلى ${name} فقط`,
  toAll: "العودة إلى الكتابة للجميع",
  privateFrom: "لك وحدك",
  privateTo: (name) => `إلى ${name} فقط`,
  server: "الخادم",
  unread: (count) =>
    plural(count, {
      zero: "لا رسائل غير مقروءة",
      one: "رسالة واحدة غير مقروءة",
      two: "رسالتان غير مقروءتين",
      few: `${count} رسائل غير مقروءة`,
      many: `${count} رسالة غير مقروءة`,
      other: `${count} رسالة غير مقروءة`,
    }),
  newMessages: "رسائل جديدة",
  newFromHere: "جديد",
  latest: "إلى أحدث الرسائل",
  recipient: "إلى",
  everybody: "الجميع",
  recipientLabel: (name) => `إلى: ${name}. اختيار شخص آخر`,
  tooManyNames: "للعثور على غيرهم تُكتب علامة @ ثم الاسم.",
  onlyThis: "هذه المحادثة فقط",
  onlyThisHint: (name) => `عرض ما قيل بينك وبين ${name} فقط`,
  nothingPrivate: (name) => `لم يُقَل شيء بعد بينك وبين ${name}.`,
  answering: (name) => `ردّ على ${name}`,
  stopAnswering: "عدم الرد على هذه الرسالة",
  quoteOf: (name) => `رسالة من ${name}`,
  goToQuoted: "عرض الرسالة المقتبَسة",
  answer: "رد",
  copy: "نسخ",
  copied: "نُسخت الرسالة.",
  notCopied: "تعذّر نسخ الرسالة. يُرجى تحديدها ونسخها يدويًا.",
  showAll: "عرضها كاملة",
  emoji: "إدراج رمز تعبيري",
  suggestions: "اقتراحات للمتابعة",
  writeTo: (name) => `الكتابة إلى ${name} فقط`,
  attach: "إرسال ملف",
  offline: "يمكنك الكتابة من جديد عند عودة الاتصال.",
  notAllowed: "لا يُسمح لك بالكتابة في هذه المجموعة.",
  heard: (name, message) => `${name}: ${message}`,
  close: "إغلاق الدردشة",
};
