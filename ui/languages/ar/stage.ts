/**
 * Arabic: the room, its stage and the network.
 * @module
 */
import type * as english from "../en/stage.ts";
import type { Translated } from "../message.ts";
import { people } from "./counts.ts";

/** The room and its stage. */
export const roomText: Translated<typeof english.roomText> = {
  reconnecting: "جارٍ إعادة الاتصال…",
  reconnected: "عاد الاتصال.",
  you: "أنت",
  nameAndYou: (name) => name === "" ? "أنت" : `${name} (أنت)`,
  anonymous: "بلا اسم",
  tile: (name, label) =>
    label === "screenshare"
      ? `شاشة ${name}`
      : label === "video"
      ? `فيديو ${name}`
      : `كاميرا ${name}`,
  screenOf: (name) => `${name} · الشاشة`,
  muted: "الصوت مكتوم",
  connecting: "جارٍ الاتصال…",
  interrupted: "انقطع الاتصال",
  stage: "صور المشاركين",
  aloneTitle: "لا أحد هنا غيرك",
  aloneHint: "يمكن للآخرين الانضمام بهذا الرابط:",
  quietTitle: (count) => count === 0 ? "لا أحد هنا" : `${people(count)} هنا`,
  quietHint: "لا أحد يرسل صوتًا أو صورة الآن.",
  copyLink: "نسخ الرابط",
  linkCopied: "نُسخ الرابط.",
  linkNotCopied: "تعذّر نسخ الرابط. يُرجى تحديده ونسخه يدويًا.",
  fullscreen: "ملء الشاشة",
  stopThisShare: "إيقاف هذه المشاركة",
  mutedBy: (name) => name === "" ? "تم كتم صوت ميكروفونك." : `تم كتم صوت ميكروفونك من قِبل ${name}.`,
  joined: (name) => `انضمام ${name} إلى المجموعة`,
  left: (name) => `مغادرة ${name} للمجموعة`,
  close: "إغلاق",
  dismiss: "إخفاء",
  controls: "أزرار التحكم",
};

/** How the stage is arranged, and what can be done with what is on it. */
export const stageText: Translated<typeof english.stageText> = {
  layout: "العرض",
  layouts: {
    automatic: "تلقائية",
    grid: "شبكة",
    speaker: "المتحدث",
    side: "الشاشة والأشخاص",
  },
  hideQuiet: "إخفاء من لا صورة لهم",
  own: "صورتي",
  ownPlaces: {
    automatic: "في أنسب مكان",
    grid: "بين الآخرين",
    corner: "في زاوية",
    hidden: "مخفية",
  },
  move: "تحريك صورتي بمفاتيح الأسهم",
  pin: "تثبيت لديّ",
  unpin: "إلغاء التثبيت",
  unpinAll: "إلغاء كل التثبيتات",
  pinned: "مثبّت",
  spotlight: "تسليط الضوء للجميع",
  unspotlight: "إزالة تسليط الضوء",
  endSpotlight: "إنهاء تسليط الضوء",
  spotlit: "تحت الضوء",
  spotlightHelp: "تسليط الضوء على شخص للجميع أو إزالته",
  options: (name) => `خيارات ${name}`,
  person: "هذا الشخص",
  volume: "مستوى الصوت لديّ",
  percent: (percent) => `\u200e${percent}%\u200e`,
  muteHere: "كتم الصوت لديّ",
  unmuteHere: "رفع الكتم لديّ",
  silenced: "مكتوم لديك",
  rotate: "تدوير لديّ",
  pip: "صورة داخل صورة",
  endPip: "إغلاق صورة داخل صورة",
  roomPip: "الغرفة في نافذة صغيرة",
  pipFailed: "تعذّر على هذا المتصفح فتح النافذة الصغيرة الآن.",
  pipTitle: "الغرفة",
  back: "العودة إلى الغرفة",
  fullscreenKey: "ملء الشاشة",
  endFullscreen: "إنهاء ملء الشاشة",
  pages: "صفحات الأشخاص",
  nextPage: "الصفحة التالية",
  previousPage: "الصفحة السابقة",
  pageOf: (page, pages) => `الصفحة ${page} من ${pages}`,
  pageShort: (page, pages) => `${page} / ${pages}`,
};

/** How well the network carries. */
export const networkText: Translated<typeof english.networkText> = {
  grades: { good: "اتصال جيد", weak: "اتصال ضعيف", bad: "اتصال سيئ" },
  ownUp: "اتصالك بطيء: يراك الآخرون بجودة منخفضة.",
  ownDown: "اتصالك بطيء: تصلك صور الآخرين بجودة منخفضة.",
  ownDownBad: "اتصالك بطيء جدًا: يُوقف الفيديو مؤقتًا عند الحاجة حفاظًا على الصوت.",
  ownBad: "اتصالك سيئ جدًا: قد يتقطع الصوت والصورة.",
  unstable: (name) => `اتصال ${name} غير مستقر`,
  paused: "أُوقف الفيديو مؤقتًا حفاظًا على الصوت",
};

/** The details of a stream. */
export const detailsText: Translated<typeof english.detailsText> = {
  open: "التفاصيل",
  title: (name) => `التفاصيل: ${name}`,
  measuring: "جارٍ القياس…",
  quality: "أقصى جودة للعرض",
  pins: { automatic: "تلقائية", medium: "متوسطة", low: "منخفضة" },
  picture: "الصورة",
  layers: { l: "الطبقة الصغيرة", m: "الطبقة المتوسطة", h: "الطبقة الكبيرة" },
  nothing: "لا يُرسل شيء الآن",
  sound: "الصوت",
  loss: "الحزم المفقودة",
  roundTrip: "زمن الذهاب والإياب",
  perSecond: (frames) => `${Math.round(frames)}\u00a0صورة/ث`,
  unknown: "غير معروف",
};
