/**
 * Chinese: playing a file to the group, and sharing screens.
 * @module
 */
import type * as english from "../en/media_file.ts";
import type { Translated } from "../message.ts";

/** Files that are played. */
export const mediaFileText: Translated<typeof english.mediaFileText> = {
  play: "播放视频或音频文件",
  slash: "向所有人播放视频或音频文件",
  unplayable: (name) => `此浏览器无法播放 ${name}。请试试 MP4、WebM 或 MP3。`,
  broken: (name) => `无法继续播放 ${name}。`,
  muted: "播放文件时，您的麦克风会静音。",
  controls: (name) => `${name} 的播放控制`,
  start: "播放",
  pause: "暂停",
  stop: "停止向所有人播放",
  position: "播放位置",
  volume: "所有人听到的音量",
  time: (at, length) => `${at}（共 ${length}）`,
};

/** Screens that are shared. */
export const sharingText: Translated<typeof english.sharingText> = {
  now: (screens) => screens === 1 ? "您正在共享屏幕" : `您正在共享 ${screens} 个屏幕`,
  another: "再共享一个",
  stop: "停止共享",
  hints: { detail: "文字清晰", motion: "动作流畅" },
  prefer: "共享屏幕时看重什么",
};

/** The camera as a blackboard, and other cameras. */
export const boardText: Translated<typeof english.boardText> = {
  on: "黑板模式",
  hint: "清晰显示您书写的内容，动作不那么流畅",
  slash: "打开或关闭黑板模式",
  started: "黑板模式：摄像头会清晰显示您书写的内容。",
  ended: "黑板模式已关闭。",
  switchCamera: "切换摄像头",
};
