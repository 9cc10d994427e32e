/**
 * Arabic: waiting at the door of a group, and letting people in.
 * @module
 */
import type * as english from "../en/lobby.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";
import { people } from "./counts.ts";

/** Waiting, and letting in. */
export const lobbyText: Translated<typeof english.lobbyText> = {
  fact: "الدخول بإذن المضيف",
  waitTitle: "بانتظار المضيف",
  wait: "سيُسمح لك بالدخول قريبًا. يُرجى البقاء في هذه الصفحة.",
  waitAs: (name) => `أنت في الانتظار باسم ${name}.`,
  trying: "انقطع الاتصال. تستمر المحاولة، ومكانك محفوظ.",
  giveUp: "التوقف عن الانتظار",
  denied: (reason) =>
    reason === "" ? "لم يسمح لك المضيف بالدخول." : `لم يسمح لك المضيف بالدخول: ${reason}`,

  title: "في غرفة الانتظار",
  count: (count) => `في الانتظار: ${people(count)}`,
  knocks: (name) => `بانتظار الدخول: ${name}`,
  show: "عرض",
  letIn: "السماح بالدخول",
  letInPerson: (name) => `السماح بالدخول: ${name}`,
  letInAll: "السماح بدخول الجميع",
  sendAway: (name) => `رفض دخول ${name}…`,
  denyTitle: (name) => `رفض دخول ${name}؟`,
  denyReason: "السبب",
  denyHint: "يظهر لمن رُفض دخوله. ويمكن تركه فارغًا",
  denyDo: "رفض",
  since: (minutes) =>
    minutes < 1 ? "الآن" : plural(minutes, {
      zero: "الآن",
      one: "منذ دقيقة",
      two: "منذ دقيقتين",
      few: `منذ ${minutes} دقائق`,
      many: `منذ ${minutes} دقيقة`,
      other: `منذ ${minutes} دقيقة`,
    }),

  open: "تفعيل غرفة الانتظار…",
  openTitle: "تفعيل غرفة الانتظار؟",
  openText:
    "من الآن ينتظر القادمون حتى يسمح لهم مضيف بالدخول. أما الموجودون هنا فيبقون. ومن يستخدم برنامجًا غير هذا يجد المجموعة مقفلة.",
  openDo: "تفعيل",
  close: "السماح بالدخول دون انتظار",
  opened: "من يأتي الآن ينتظر الإذن بالدخول.",
  isOpen: "غرفة الانتظار مفعّلة",
};
