/**
 * Arabic: the pages before a group is joined.
 * @module
 */
import type * as english from "../en/start.ts";
import type { Translated } from "../message.ts";
import { people } from "./counts.ts";

/** The first page of a server. */
export const landingText: Translated<typeof english.landingText> = {
  title: "ما وجهتك؟",
  groupName: "اسم المجموعة",
  enter: "دخول",
  publicGroups: "المجموعات العامة",
  noGroups: "لا توجد مجموعات عامة على هذا الخادم. يُرجى إدخال اسم مجموعتك أعلاه.",
  groupsFailed: "تعذّر تحميل قائمة المجموعات.",
  people: (count) => count === 0 ? "لا أحد هناك بعد" : people(count),
  locked: "مقفلة",
  elsewhere: "على خادم آخر",
  unknownGroup: (name) => `لا توجد هنا مجموعة باسم «${name}».`,
  nameMissing: "يُرجى إدخال اسم مجموعة.",
  badName: "لا يصلح هذا اسمًا لمجموعة.",
};

/** The page before joining. */
export const joinText: Translated<typeof english.joinText> = {
  heading: "الاستعداد للانضمام",
  name: "اسمك",
  password: "كلمة المرور",
  passwordHint: "تُترك فارغة إن لم تُعطَ لك",
  join: "انضمام",
  joining: "جارٍ الانضمام…",
  cancel: "إلغاء",
  camera: "الكاميرا",
  microphone: "الميكروفون",
  speaker: "السماعة",
  chooseCamera: "جهاز الكاميرا",
  chooseMicrophone: "جهاز الميكروفون",
  level: "مستوى الميكروفون",
  welcome: "تبقى كاميرتك وميكروفونك متوقفين إلى أن يتم تشغيلهما.",
  preview: "كاميرتك",
  cameraOff: "كاميرتك متوقفة",
  cameraStarting: "جارٍ تشغيل كاميرتك…",
  peopleHere: (count) => count === 0 ? "لا أحد هنا بعد" : `${people(count)} هنا`,
  lockedGroup: "هذه المجموعة مقفلة",
  invited: "لديك دعوة",
  invitedHint: "قد تحمل الدعوة اسمًا خاصًا بها: يُترك هذا فارغًا عندئذ.",
  withoutInvitation: "الانضمام بكلمة مرور بدلًا من ذلك",
  moved: (address) => `انتقلت هذه المجموعة إلى ${address}`,
  goThere: "الذهاب إلى هناك",
  portal: "يجري تسجيل الدخول إلى هذه المجموعة في صفحة خاصة بها.",
  portalGo: "تسجيل الدخول هناك",
  nameMissing: "يُرجى إدخال اسمك.",
  otherGroup: "الذهاب إلى مجموعة أخرى",
  doctor: "فحص الكاميرا والميكروفون والاتصال",
  left: "غادرت المجموعة.",
  noGroup: (name) => `لا توجد هنا مجموعة باسم «${name}».`,
  statusFailed: "الخادم لا يستجيب الآن. ما زال بإمكانك محاولة الانضمام.",
  wrongServer: "انتقلت المجموعة إلى عنوان لا يمكن لهذه الصفحة فتحه.",
  browserTooOld:
    "لا يدعم هذا المتصفح مكالمات الفيديو: إما أنه قديم جدًا أو أن WebRTC معطّل فيه. يُرجى تفعيله أو استخدام إصدار حديث من Firefox أو Chrome أو Edge أو Safari.",
  clockWrong: "ساعة هذا الجهاز غير مضبوطة. الأوقات في هذه الصفحة بحسب ساعة الخادم.",
};
