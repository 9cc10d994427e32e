/**
 * Arabic: groups in the administration page.
 * @module
 */
import type * as english from "../en/admin_groups.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";
import { groups } from "./counts.ts";

/** The list of groups. */
export const groupListText: Translated<typeof english.groupListText> = {
  search: "البحث في المجموعات",
  count: (shown, all) => shown === all ? groups(all) : `المجموعات: ${shown} من ${all}`,
  none: "لا توجد مجموعات بعد. يمكنك إنشاء الأولى.",
  noMatch: (query) => `لا توجد مجموعة في اسمها «${query}».`,
  create: "مجموعة جديدة",
};

/** A new group. */
export const newGroupText: Translated<typeof english.newGroupText> = {
  title: "مجموعة جديدة",
  name: "الاسم",
  nameHint:
    "يصبح جزءًا من العنوان. الشرطة المائلة تضع مجموعة تحت أخرى: \u2066course/practical\u2069.",
  create: "إنشاء المجموعة",
  creating: "جارٍ الإنشاء…",
  nameMissing: "يُرجى إدخال اسم.",
  badName: "لا يصلح هذا اسمًا لمجموعة: لا يجوز أن يكون أي جزء منه فارغًا أو أن يبدأ بنقطة.",
  exists: "توجد مجموعة بهذا الاسم بالفعل. يُرجى اختيار اسم آخر.",
  next: "لا يمكن لأحد الدخول قبل إضافة مستخدمين أو دعوات: هذه هي الخطوة التالية.",
  made: (name) => `أُنشئت المجموعة «${name}».`,
};

/** One group. */
export const groupText: Translated<typeof english.groupText> = {
  back: "كل المجموعات",
  open: "الانتقال إلى المجموعة",
  tabs: {
    settings: "الإعدادات",
    users: "المستخدمون",
    tokens: "الدعوات",
    keys: "المفاتيح",
    live: "الموجودون الآن",
  },
  tabList: "أقسام هذه المجموعة",
  saved: "تم الحفظ. يسري ذلك فورًا، على الموجودين في المجموعة أيضًا.",
  notANumber: "يُرجى إدخال عدد صحيح بالأرقام.",
  notATime: "يُرجى إدخال تاريخ ووقت.",
  unknownCodec: (name, known) => `لا يوجد ترميز باسم «${name}». الترميزات المعروفة: ${known}.`,
  problems: (count) =>
    plural(count, {
      zero: "لا حقول تحتاج إلى مراجعة.",
      one: "حقل واحد يحتاج إلى مراجعة.",
      two: "حقلان يحتاجان إلى مراجعة.",
      few: `${count} حقول تحتاج إلى مراجعة.`,
      many: `${count} حقلًا تحتاج إلى مراجعة.`,
      other: `${count} حقل تحتاج إلى مراجعة.`,
    }),
  delete: "حذف هذه المجموعة",
  deleteHint: "يُحذف تعريفها ومستخدموها وكلمات المرور. لا يمكن لأحد التراجع عن ذلك.",
  deleteTitle: (name) => `حذف المجموعة «${name}»؟`,
  deleteBody:
    "يُحذف تعريف المجموعة ومستخدموها وكلمات مرورهم. أما الموجودون فيها فيبقون حتى يغادروا.",
  deleteConfirm: "حذف المجموعة",
  deleted: (name) => `حُذفت المجموعة «${name}».`,
};

/** Headings of a group’s settings. */
export const sectionsText: Translated<typeof english.sectionsText> = {
  about: "ما يقرؤه الناس",
  admission: "من يدخل ومتى",
  inside: "داخل المجموعة",
  elsewhere: "تسجيل الدخول من مكان آخر",
};

/** Labels and helps of a group's fields, by their names in its definition. */
export const fieldsText: Translated<typeof english.fieldsText> = {
  "displayName": { label: "العنوان المعروض", help: "يظهر بدل الاسم الوارد في عنوان الويب" },
  "description": { label: "الوصف", help: "يظهر في صفحة ما قبل الانضمام" },
  "contact": {
    label: "جهة الاتصال",
    help: "لمن تُوجَّه الأسئلة، كعنوان بريد إلكتروني. لا تظهر للمشاركين",
  },
  "comment": { label: "ملاحظة", help: "للمديرين فقط" },
  "public": { label: "عامة", help: "تُدرج في الصفحة الأولى لهذا الخادم" },
  "max-clients": {
    label: "أقصى عدد للمشاركين",
    help: "يمكن للمضيفين الدخول دائمًا. إن تُرك فارغًا فلا حدّ للعدد",
  },
  "not-before": { label: "تُفتح", help: "لا يمكن الدخول قبل ذلك إلا للمضيفين" },
  "expires": { label: "تُغلق", help: "لا يمكن الدخول بعد ذلك إلا للمضيفين" },
  "autolock": { label: "القفل في غياب المضيف", help: "تُقفل ما دام لا يوجد فيها مضيف" },
  "lobby": {
    label: "غرفة الانتظار",
    help:
      "ينتظر القادمون حتى يسمح لهم مضيف بالدخول. برنامج Galène الأصلي لا يقبل ملفًا فيه هذا الإعداد",
  },
  "autokick": {
    label: "الإنهاء في غياب المضيف",
    help: "يُخرَج الجميع عندما يغادر آخر مضيف",
  },
  "auto-subgroups": {
    label: "مجموعات فرعية تلقائية",
    help: "تعمل العناوين التي تحت عنوان هذه المجموعة دون إعداد، وبالمستخدمين أنفسهم",
  },
  "redirect": {
    label: "التحويل إلى مكان آخر",
    help: "يُحوَّل القادمون إلى عنوان الويب هذا، مثل \u2066https://example.org/group/name/\u2069",
  },
  "max-history-age": {
    label: "مدة حفظ الدردشة",
    help:
      "عدد الثواني السابقة التي يراها القادم الجديد من الدردشة. إن تُرك فارغًا: 14400، أي أربع ساعات",
  },
  "suggest": {
    label: "الدخول مع",
    help: "ما يُقترح تشغيله قبل الدخول. ويمكن للجميع دائمًا اختيار غير ذلك",
  },
  "codecs": {
    label: "الترميزات",
    help: "بترتيب الأفضلية، تفصل بينها فواصل. إن تُرك فارغًا: \u2066vp8, opus\u2069",
  },
  "allow-recording": { label: "التسجيل", help: "يمكن للمضيفين التسجيل" },
  "unrestricted-tokens": {
    label: "الدعوة متاحة للجميع",
    help: "يمكن للمشاركين إنشاء دعوات، لا للمضيفين وحدهم",
  },
  "authServer": {
    label: "خادم المصادقة",
    help: "عنوان ويب لخادم يتحقق من كلمات المرور ويوقّع الرموز المميّزة",
  },
  "authPortal": {
    label: "بوابة الدخول",
    help: "عنوان ويب يسجّل فيه الدخولَ من يأتي دون رمز مميّز",
  },
};

/** What a group may ask people to turn on. */
export const deviceChoicesText: Translated<typeof english.deviceChoicesText> = {
  "": "لا شيء: كلاهما متوقف في البداية",
  "microphone": "الميكروفون",
  "camera": "الكاميرا",
  "camera, microphone": "الكاميرا والميكروفون",
};
