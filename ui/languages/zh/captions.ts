/**
 * Chinese: captions.
 * @module
 */
import type * as english from "../en/captions.ts";
import type { Translated } from "../message.ts";

/** Captions. */
export const captionsText: Translated<typeof english.captionsText> = {
  title: "字幕",
  show: "显示字幕",
  hide: "隐藏字幕",
  toggle: "显示或隐藏字幕",
  hint: "有人发送字幕时显示",
  size: "字幕大小",
  sizes: { small: "小", medium: "中", large: "大" },
  spoken: "朗读字幕",
  spokenHint: "供屏幕阅读器使用",
  larger: "放大",
  smaller: "缩小",
};
