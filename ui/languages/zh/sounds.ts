/**
 * Chinese: sounds and notifications.
 * @module
 */
import type * as english from "../en/sounds.ts";
import type { Translated } from "../message.ts";

/** Sounds and notifications. */
export const soundsText: Translated<typeof english.soundsText> = {
  title: "提示音和通知",
  sounds: "在以下情况播放提示音",
  kinds: {
    hand: "有人举手",
    waiting: "有人等候进入",
    private: "有人给您发私信",
    message: "有人给所有人发消息",
    join: "有人加入",
    timer: "计时器时间到",
  },
  hints: {
    hand: "仅限主持人",
    waiting: "仅限主持人",
    private: "",
    message: "",
    join: "大群组中不播放",
    timer: "",
  },
  try: (what) => `播放提示音：${what}`,
  notifications: "我看别处时通知我",
  notificationsHint: "私信、文件；主持人还会收到举手通知",
  refused: "浏览器不允许此页面发送通知。请先在浏览器设置中允许。",
};
