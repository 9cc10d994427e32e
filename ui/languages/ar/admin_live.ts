/**
 * Arabic: who is where, in the administration page.
 * @module
 */
import type * as english from "../en/admin_live.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";
import { people } from "./counts.ts";

/** Who is where, and how they do. */
export const liveViewText: Translated<typeof english.liveViewText> = {
  title: "مباشر",
  lead: "من موجود وأين، وكيف حال اتصاله. تتحدّث هذه الصفحة تلقائيًا.",
  nobody: "لا أحد في أي مجموعة الآن.",
  nobodyHere: "لا أحد في هذه المجموعة الآن.",
  people: (count) => people(count),
  total: (count, groups) =>
    `${people(count)} في ${
      plural(groups, {
        zero: "أي مجموعة",
        one: "مجموعة واحدة",
        two: "مجموعتين",
        few: `${groups} مجموعات`,
        many: `${groups} مجموعة`,
        other: `${groups} مجموعة`,
      })
    }`,
  locked: "مقفلة",
  operator: "مضيف",
  anonymous: "بلا اسم",
  tableOf: (group) => `المشاركون في ${group}`,
  columns: {
    name: "الاسم",
    network: "الشبكة",
    sends: "الإرسال",
    receives: "الاستقبال",
    actions: "الإجراءات",
  },
  nothing: "لا شيء",
  grades: { good: "جيد", weak: "ضعيف", bad: "سيئ" },
  bothGrades: (up, down) => `الإرسال: ${up}، الاستقبال: ${down}`,
  flow: (streams, rate) =>
    `${
      plural(streams, {
        zero: "لا بث",
        one: "بث واحد",
        two: "بثّان",
        few: `${streams} قنوات بث`,
        many: `${streams} قناة بث`,
        other: `${streams} قناة بث`,
      })
    }، ${rate}`,
  lossAndTime: (loss, time) =>
    time === "" ? `الفقدان ${loss}` : `الفقدان ${loss}، زمن الذهاب والإياب ${time}`,
  show: (name) => `مسارات ${name}`,
  noTracks: "لا توجد مسارات معروفة.",
  trackColumns: {
    direction: "الاتجاه",
    what: "النوع",
    codec: "الترميز",
    layer: "الطبقة",
    rate: "معدل البيانات",
    loss: "الفقدان",
    rtt: "الذهاب والإياب",
    jitter: "التذبذب",
  },
  directions: { up: "إرسال", down: "استقبال" },
  encodings: { l: "منخفضة", m: "متوسطة", h: "عالية" },
  paused: "متوقف مؤقتًا",
  notConnected: "غير متصل",
  unknown: "–",
  place: (layer, count) => `${layer} من ${count}`,
  layers: (spatial, temporal) =>
    spatial === ""
      ? `معدل الإطارات ${temporal}`
      : temporal === ""
      ? `الحجم ${spatial}`
      : `الحجم ${spatial}، معدل الإطارات ${temporal}`,
  kick: "إخراج",
  kickLabel: (name) => `إخراج ${name}`,
  kickTitle: (name, group) => `إخراج ${name} من ${group}؟`,
  message: "الرسالة",
  messageHint: "تظهر لمن يُخرَج",
  ban: "العودة",
  banHint: "متى يمكن لمن أُخرج أن يعود",
  bans: {
    "0": "فورًا",
    "5": "بعد 5 دقائق",
    "60": "بعد ساعة",
    "1440": "بعد يوم",
  },
  address: "وكذلك غيره ممن لهم عنوان الشبكة نفسه",
  kickConfirm: "إخراج",
  kicked: (name) => `تم إخراج ${name}.`,
  gone: (name) => `سبقت مغادرة ${name}.`,
  close: "إغلاق",
  closeLabel: (group) => `إغلاق ${group}`,
  closeTitle: (group) => `إخراج الجميع من ${group}؟`,
  closeBody: "بمن فيهم المضيفون. أما المجموعة نفسها فتبقى.",
  closeLock: "قفلها حتى لا يعود إليها إلا المضيفون",
  closeConfirm: "إخراج الجميع",
  closed: (group) => `تم إخراج الجميع من ${group}.`,
  lock: "قفل",
  lockLabel: (group) => `قفل ${group}`,
  lockedNow: (group) => `المجموعة ${group} مقفلة: لا يدخلها إلا المضيفون.`,
  unlock: "إلغاء القفل",
  unlockLabel: (group) => `إلغاء القفل: ${group}`,
  unlocked: (group) => `المجموعة ${group} مفتوحة من جديد.`,
  stale: "ما يظهر هنا ليس محدّثًا.",
};
