/**
 * Chinese: reactions.
 * @module
 */
import type * as english from "../en/reactions.ts";
import type { Translated } from "../message.ts";

/** Reactions. */
export const reactionsText: Translated<typeof english.reactionsText> = {
  react: "回应",
  key: "回应",
  help: "用一个表情回应，写出它的名称",
  names: {
    agree: "是",
    disagree: "否",
    applause: "鼓掌",
    heart: "爱心",
    laughter: "大笑",
    surprise: "惊讶",
    celebration: "庆祝",
    thinking: "思考",
  },
  recent: "刚才的回应",
  one: (name, count) => count === 1 ? name : `${name} × ${count}`,
  summary: (list) => `回应：${list}`,
  tooMany: "慢一点！稍后可以再次回应。",
  unknown: (names) => `请写其中一个：${names}。`,
};
