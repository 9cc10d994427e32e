/**
 * Chinese: the timer.
 * @module
 */
import type * as english from "../en/timer.ts";
import type { Translated } from "../message.ts";

/** The timer. */
export const timerText: Translated<typeof english.timerText> = {
  command: "计时器…",
  title: "计时器",
  close: "关闭",
  shown: (left) => `计时器：剩余 ${left}`,
  paused: (left) => `计时器已暂停在 ${left}`,
  over: "时间到",
  minutes: "分钟数",
  minutesHint: "所有人都能看到",
  quick: (minutes) => `${minutes} 分钟`,
  start: "开始",
  pause: "暂停计时",
  resume: "继续",
  add: "加一分钟",
  end: "移除",
  badMinutes: "请输入 1 到 600 之间的分钟数。",
  slash: "向所有人显示若干分钟的计时器；不写数字则结束",
};
