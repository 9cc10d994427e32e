/**
 * Chinese: waiting at the door of a group, and letting people in.
 * @module
 */
import type * as english from "../en/lobby.ts";
import type { Translated } from "../message.ts";

/** Waiting, and letting in. */
export const lobbyText: Translated<typeof english.lobbyText> = {
  fact: "需主持人准许才能进入",
  waitTitle: "正在等待主持人",
  wait: "很快就能进入。请留在此页面。",
  waitAs: (name) => `您正以 ${name} 的名字等候。`,
  trying: "连接已断开。仍在尝试，您的位置会保留。",
  giveUp: "不再等候",
  denied: (reason) => reason === "" ? "主持人没有准许您进入。" : `主持人没有准许您进入：${reason}`,

  title: "等候室",
  count: (count) => `${count} 人正在等候`,
  knocks: (name) => `${name} 正在等候进入`,
  show: "查看",
  letIn: "准许进入",
  letInPerson: (name) => `准许进入：${name}`,
  letInAll: "准许所有人进入",
  sendAway: (name) => `拒绝 ${name}…`,
  denyTitle: (name) => `要拒绝 ${name} 吗？`,
  denyReason: "原因",
  denyHint: "会显示给被拒绝的人。可以留空",
  denyDo: "拒绝",
  since: (minutes) => minutes < 1 ? "刚刚" : `已等 ${minutes} 分钟`,

  open: "启用等候室…",
  openTitle: "要启用等候室吗？",
  openText:
    "此后来的人需等主持人准许才能进入。已在这里的人不受影响。使用其他程序的人会看到群组已锁定。",
  openDo: "启用",
  close: "停用等候室",
  opened: "此后来的人会先进入等候室。",
  isOpen: "等候室已启用",
};
