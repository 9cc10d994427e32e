/**
 * Arabic: playing a file to the group, and sharing screens.
 * @module
 */
import type * as english from "../en/media_file.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Files that are played. */
export const mediaFileText: Translated<typeof english.mediaFileText> = {
  play: "تشغيل ملف فيديو أو صوت",
  slash: "تشغيل ملف فيديو أو صوت للجميع",
  unplayable: (name) => `لا يمكن لهذا المتصفح تشغيل ${name}. يمكن تجربة MP4 أو WebM أو MP3.`,
  broken: (name) => `تعذّرت متابعة تشغيل ${name}.`,
  muted: "ميكروفونك مكتوم أثناء تشغيل الملف.",
  controls: (name) => `أزرار التحكم في ${name}`,
  start: "تشغيل",
  pause: "إيقاف مؤقت",
  stop: "إنهاء التشغيل للجميع",
  position: "الموضع",
  volume: "مستوى الصوت للجميع",
  time: (at, length) => `${at} من ${length}`,
};

/** Screens that are shared. */
export const sharingText: Translated<typeof english.sharingText> = {
  now: (screens) =>
    plural(screens, {
      zero: "لا تجري مشاركة أي شاشة",
      one: "تجري مشاركة شاشتك",
      two: "تجري مشاركة شاشتين من جهازك",
      few: `تجري مشاركة ${screens} شاشات من جهازك`,
      many: `تجري مشاركة ${screens} شاشة من جهازك`,
      other: `تجري مشاركة ${screens} شاشة من جهازك`,
    }),
  another: "مشاركة شاشة أخرى",
  stop: "إيقاف المشاركة",
  hints: { detail: "وضوح النص", motion: "سلاسة الحركة" },
  prefer: "الأولوية في الشاشات المشارَكة",
};

/** The camera as a blackboard, and other cameras. */
export const boardText: Translated<typeof english.boardText> = {
  on: "وضع السبورة",
  hint: "صور واضحة لما يُكتب، بحركة أقل",
  slash: "تشغيل وضع السبورة أو إيقافه",
  started: "وضع السبورة: ترسل كاميرتك صورًا واضحة لما يُكتب.",
  ended: "تم إيقاف وضع السبورة.",
  switchCamera: "استخدام الكاميرا الأخرى",
};
