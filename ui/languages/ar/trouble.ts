/**
 * Arabic: what helps when sound or pictures do not come through.
 * @module
 */
import type * as english from "../en/trouble.ts";
import type { Translated } from "../message.ts";

/** Restarting, testing, the connection doctor. */
export const troubleText: Translated<typeof english.troubleText> = {
  renegotiate: "البحث عن اتصال أفضل",
  renegotiated: "جارٍ البحث عن اتصال أفضل…",
  replace: "إعادة إرسال كل شيء",
  replaced: "يبدأ إرسال بثّك من جديد…",
  relay: "اختبار خادم الترحيل",
  relayTesting: "جارٍ اختبار خادم الترحيل…",
  noRelay: "لا يتيح هذا الخادم خادم ترحيل.",
  relayFailed: "خادم الترحيل لا يستجيب.",
  relayWorks: (openMs, messageMs) =>
    `خادم الترحيل يعمل: عُثر عليه خلال ${openMs} ملي ثانية، وتستغرق الرسالة ${messageMs} ملي ثانية.`,
  doctor: "فحص الاتصال",
};
