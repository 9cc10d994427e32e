/**
 * Arabic: what has gone wrong.
 * @module
 */
import type * as english from "../en/failures.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** What has gone wrong. */
export const failureText: Translated<typeof english.failureText> = {
  unreachable: "تعذّر الوصول إلى الخادم. يُرجى التحقق من الاتصال ثم إعادة المحاولة.",
  notAuthorised: "الاسم وكلمة المرور غير متطابقين. يُرجى التحقق منهما ثم إعادة المحاولة.",
  nameTaken: "يستخدم شخص آخر هذا الاسم. يُرجى اختيار اسم آخر.",
  nameNeeded: "يُرجى إدخال اسمك.",
  noGroup: "لم تعد هذه المجموعة موجودة.",
  badGroupName: "لا يصلح هذا اسمًا لمجموعة.",
  notOpenYet: "لم تُفتح هذه المجموعة بعد. يُرجى العودة لاحقًا.",
  closed: "هذه المجموعة مغلقة، فقد انتهى وقتها: يمكنك سؤال من دعاك.",
  noOperator: "تبدأ المجموعة عند وصول المضيف. يُرجى إعادة المحاولة بعد قليل.",
  full: "المجموعة ممتلئة. يمكنك إعادة المحاولة عندما يغادر أحد.",
  locked: "المجموعة مقفلة. يُرجى الطلب من مضيف السماح لك بالدخول ثم إعادة المحاولة.",
  internal: "حدث خطأ في الخادم. يُرجى إعادة المحاولة.",
  banned: (minutes) =>
    plural(minutes, {
      zero: "تم إخراجك من هذه المجموعة. يمكنك العودة الآن.",
      one: "تم إخراجك من هذه المجموعة. يمكنك العودة بعد دقيقة.",
      two: "تم إخراجك من هذه المجموعة. يمكنك العودة بعد دقيقتين.",
      few: `تم إخراجك من هذه المجموعة. يمكنك العودة بعد ${minutes} دقائق.`,
      many: `تم إخراجك من هذه المجموعة. يمكنك العودة بعد ${minutes} دقيقة.`,
      other: `تم إخراجك من هذه المجموعة. يمكنك العودة بعد ${minutes} دقيقة.`,
    }),
  tooManyLogins: (seconds) =>
    plural(seconds, {
      zero: "جرت محاولات فاشلة كثيرة من عنوانك. يمكنك إعادة المحاولة الآن.",
      one: "جرت محاولات فاشلة كثيرة من عنوانك. يمكنك إعادة المحاولة بعد ثانية.",
      two: "جرت محاولات فاشلة كثيرة من عنوانك. يمكنك إعادة المحاولة بعد ثانيتين.",
      few: `جرت محاولات فاشلة كثيرة من عنوانك. يمكنك إعادة المحاولة بعد ${seconds} ثوانٍ.`,
      many: `جرت محاولات فاشلة كثيرة من عنوانك. يمكنك إعادة المحاولة بعد ${seconds} ثانية.`,
      other: `جرت محاولات فاشلة كثيرة من عنوانك. يمكنك إعادة المحاولة بعد ${seconds} ثانية.`,
    }),
  busy: "ينضم الآن عدد كبير من الأشخاص. يُرجى إعادة المحاولة بعد قليل.",
  badInvitation:
    "هذه الدعوة غير صالحة أو انتهت صلاحيتها. يُرجى طلب دعوة جديدة أو الانضمام بكلمة مرور.",
  authServer: "الخادم الذي يتحقق من كلمات المرور لهذه المجموعة لا يستجيب.",
  noLongerUser: "لست بعد الآن من مستخدمي هذه المجموعة.",
  waitsElsewhere: "أنت تنتظر بالفعل في نافذة أخرى.",
  kicked: (by, reason) =>
    (by === "" ? "تم إخراجك من المجموعة" : `تم إخراجك من المجموعة من قِبل ${by}`) +
    (reason === "" ? "." : `: ${reason}`),
  lostForGood: "انقطع الاتصال وتعذّرت استعادته. يُرجى الانضمام من جديد للمتابعة.",
  share: "تعذّرت مشاركة الشاشة.",
  shareDenied: "لا يسمح النظام لهذا المتصفح بمشاركة الشاشة.",
  mayNotPresent: "لا يُسمح لك بإرسال الصوت أو الفيديو في هذه المجموعة.",
  publish: "تعذّر إرسال بثّك. تجري إعادة المحاولة…",
  publishRefused: "أوقف الخادم بثّك.",
  receive: (name) => `تعذّر استقبال بثّ ${name}.`,
  load: "تعذّر تحميل هذا الجزء من الصفحة. يُرجى التحقق من الاتصال ثم إعادة المحاولة.",
  autoplay: "يمنع متصفحك تشغيل الصوت.",
  autoplayAction: "تشغيل الصوت",
  speaker: "تعذّر استخدام السماعة.",
  fromServer: (value) => `رسالة من الخادم: ${value}`,
  fromPerson: (name, value) => `${name}: ${value}`,
};

/** Sentences of the server (of Galène too) that can be said better. */
export const serverText: Translated<typeof english.serverText> = {
  "permission denied": "لا يُسمح لك بإرسال الصوت أو الفيديو في هذه المجموعة.",
  "this message is too long": "هذه الرسالة طويلة جدًا.",
  "bad value in kick": "لم يفهم الخادم هذا.",
  "bad value in clearchat": "لم يفهم الخادم هذا.",
  "Bad value in setdata": "لم يفهم الخادم هذا.",
  "the user data is too long": "هذا طويل جدًا.",
  "the group's data is too long": "هذا طويل جدًا.",
  "this server cannot record": "لا يمكن لهذا الخادم التسجيل.",
  "that member does not receive this stream": "لا يستقبل هذا الشخص هذا البث.",
  "no such stream": "انتهى هذا البث.",
  "not authorised": "لا يُسمح لك بذلك.",
  "user unknown": "لم يعد هذا الشخص هنا.",
  "no such user": "لم يعد هذا الشخص هنا.",
  "join a group first": "لست الآن في المجموعة.",
  "you are not joined": "لست الآن في المجموعة.",
};
