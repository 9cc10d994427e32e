/**
 * Arabic: invitations.
 * @module
 */
import type * as english from "../en/invitations.ts";
import type { Translated } from "../message.ts";

/** Invitations. */
export const inviteText: Translated<typeof english.inviteText> = {
  title: "دعوة أشخاص",
  close: "إغلاق الدعوات",
  name: "اسم الضيف",
  nameHint: "إن تُرك فارغًا يختار الضيف اسمه",
  rights: "يمكن للضيف",
  rightsNames: {
    host: "كل ما يمكن للمضيف",
    present: "إرسال الصوت والصورة، والكتابة",
    message: "المشاهدة والكتابة",
    watch: "المشاهدة فقط",
  },
  from: "صالحة من",
  fromHint: "إن تُرك فارغًا فمن الآن",
  until: "صالحة حتى",
  make: "إنشاء رابط",
  made: "الرابط جاهز",
  copy: "نسخ الرابط",
  existing: "الدعوات",
  none: "لا توجد دعوات.",
  loading: "جارٍ التحميل…",
  anybody: "أي شخص",
  by: (name) => `أنشأها: ${name}`,
  valid: (time) => `صالحة حتى ${time}`,
  later: (time) => `صالحة من ${time}`,
  expired: (time) => `انتهت صلاحيتها: ${time}`,
  forever: "صالحة دائمًا",
  copyOf: (name) => `نسخ الرابط: ${name}`,
  prolong: "تمديد يومًا",
  prolongOf: (name) => `تمديد يومًا: ${name}`,
  revoke: "إبطال",
  revokeOf: (name) => `إبطال: ${name}`,
  timesWrong: "يجب أن تنتهي الدعوة بعد بدايتها وفي المستقبل.",
  chatMade: (link, until) => `دعوة صالحة حتى ${until}: ${link}`,
  chatChanged: (link, until) => `أصبحت هذه الدعوة صالحة حتى ${until}: ${link}`,
  errors: {
    "not-authorised": "لا يُسمح لك بإنشاء هذه الدعوة أو تعديلها.",
    "that username is taken": "هذا الاسم لشخص في هذه المجموعة. يُرجى اختيار اسم آخر.",
    "this group has no such token": "لا توجد دعوة كهذه في هذه المجموعة.",
    "the group has too many tokens: revoke some":
      "في المجموعة دعوات أكثر من اللازم. يُرجى إبطال بعضها أولًا.",
    "the server has too many tokens": "في الخادم دعوات أكثر من اللازم.",
    "the token could not be written": "تعذّر حفظ الدعوة.",
  },
  failed: (reason) => `لم ينجح ذلك: ${reason}`,
};
