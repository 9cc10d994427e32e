/**
 * Chinese: the list of members.
 * @module
 */
import type * as english from "../en/members.ts";
import type { Translated } from "../message.ts";

/** The list of members. */
export const membersText: Translated<typeof english.membersText> = {
  title: "成员",
  count: (count) => `${count} 人`,
  operator: "主持人",
  recorder: "正在录制",
  camera: "摄像头已打开",
  microphone: "麦克风已打开",
  screen: "正在共享屏幕",
  write: (name) => `与 ${name} 私聊`,
  close: "关闭成员列表",
};
