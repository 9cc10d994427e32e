/**
 * Arabic: the settings.
 * @module
 */
import type * as english from "../en/settings.ts";
import type { Translated } from "../message.ts";

/** The settings. */
export const settingsText: Translated<typeof english.settingsText> = {
  title: "الإعدادات",
  close: "إغلاق الإعدادات",
  parts: "أقسام الإعدادات",
  sections: {
    media: "الصوت والفيديو",
    network: "الشبكة",
    notifications: "الإشعارات",
    appearance: "المظهر",
    language: "اللغة",
    keyboard: "لوحة المفاتيح",
  },
  camera: "الكاميرا",
  microphone: "الميكروفون",
  speaker: "السماعة",
  tryCamera: "عرض صورة الكاميرا هنا",
  tryCameraHint: "لا يراها أحد غيرك",
  tryMicrophone: "اختبار الميكروفون",
  tryMicrophoneHint: "لا يسمعه أحد غيرك",
  cameraMode: "الصورة",
  cameraModes: {
    small: "صغيرة: توفّر البطارية والشبكة",
    standard: "عادية: 720 سطرًا",
    hd: "كبيرة: 1080 سطرًا إن أمكن للكاميرا",
    board: "السبورة: الوضوح قبل السلاسة",
  },
  turn: "تدوير الصورة",
  turns: {
    "0": "كما هي",
    "90": "إلى اليمين",
    "180": "رأسًا على عقب",
    "270": "إلى اليسار",
  },
  flip: "عكس الصورة التي يراها الآخرون",
  flipHint: "للكاميرات التي تُظهر الكتابة معكوسة",
  mirror: "عكس صورتي أمامي",
  mirrorHint: "لديك وحدك: يراك الآخرون دون عكس",
  screen: "الشاشات المشارَكة",
  echoCancellation: "إزالة الصدى",
  echoCancellationHint: "لا يُنصح بإيقافها إلا مع سماعة رأس",
  noiseSuppression: "تقليل الضوضاء",
  noiseSuppressionHint: "يُنصح بإيقافه للموسيقى",
  autoGainControl: "ضبط مستوى الصوت",
  autoGainControlHint: "يُنصح بإيقافه للموسيقى",
  screenHint: "الأولوية في الشاشات المشارَكة",
  screenHints: { detail: "وضوح النص", motion: "سلاسة الحركة" },
  send: "ما أرسله",
  sendLevels: {
    lowest: "الأقل",
    low: "قليل",
    normal: "متوسط",
    unlimited: "قدر ما يفيد",
  },
  sendHints: {
    lowest:
      "150 كيلوبت في الثانية على الأكثر: تظهر صورتك للآخرين صغيرة وغير واضحة. للشبكات السيئة جدًا.",
    low: "300 كيلوبت في الثانية على الأكثر: لشبكات الجوال.",
    normal: "700 كيلوبت في الثانية على الأكثر: جودة حسنة في المجموعات الصغيرة.",
    unlimited: "بقدر ما تحمله شبكتك وما يشاهده الآخرون.",
  },
  receive: "ما أستقبله",
  receiveWishes: {
    "": "لا شيء",
    "audio": "الصوت فقط",
    "screenshare": "الصوت والشاشات المشارَكة",
    "everything-low": "كل شيء، والصور بجودة منخفضة",
    "everything": "كل شيء",
  },
  receiveHints: {
    "": "لا يصلك صوت ولا صورة. أما الدردشة فتستمر.",
    "audio": "يصلك صوت الجميع. للشبكات السيئة جدًا، ويوفّر البطارية أيضًا.",
    "screenshare": "يصلك صوت الجميع والشاشات المشارَكة، دون الكاميرات.",
    "everything-low": "يصلك صوت الجميع وصورهم بنحو عُشر البيانات.",
    "everything": "بأفضل ما تحمله شبكتك.",
  },
  theme: "السمة",
  themes: { system: "مثل النظام", light: "فاتحة", dark: "داكنة" },
  language: "اللغة",
  languageOfBrowser: "مثل المتصفح",
  lighter: "التبديل إلى السمة الفاتحة",
  darker: "التبديل إلى السمة الداكنة",
};
