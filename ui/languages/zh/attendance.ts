/**
 * Chinese: the attendance list, and handing the group over.
 * @module
 */
import type * as english from "../en/attendance.ts";
import type { Translated } from "../message.ts";

/** The attendance list. */
export const attendanceText: Translated<typeof english.attendanceText> = {
  command: "考勤表…",
  title: "考勤表",
  close: "关闭",
  notice: (by) => `${by} 正在记录谁在场以及何时在场。记录只保存在 ${by} 那里，不会存到服务器上。`,
  chip: (by) => `${by} 正在记录考勤`,
  explain:
    "考勤表包含所有到场者的名字及其进出时间。它保存在此浏览器标签页中，直到您关闭标签页。所有人都能看到您在记录。",
  start: "开始记录",
  restart: "开始新的记录",
  stop: "结束记录",
  clear: "删除考勤表",
  save: "保存为电子表格文件（CSV）",
  file: (group) => `考勤 ${group}.csv`,
  running: (people) => `正在记录：目前 ${people} 人。`,
  stopped: (people) => `记录已结束：${people} 人。`,
  byOther: (by) => `${by} 已在记录考勤。`,
  columns: { name: "名字", from: "到达", until: "离开", minutes: "分钟" },
  stillHere: "仍在场",
};

/** Handing the group over. */
export const handOverText: Translated<typeof english.handOverText> = {
  command: "移交群组…",
  title: (name) => `要将群组移交给 ${name} 吗？`,
  body: (name) => `${name} 将成为主持人，您不再是主持人。只有主持人才能将身份还给您。`,
  doIt: "移交",
  done: (name) => `${name} 现在是主持人。`,
  failed: (name) => `无法将 ${name} 设为主持人。您仍是主持人。`,
  allow: (name) => `允许发言和展示：${name}`,
  allowShort: "允许发言",
  allowed: (name) => `${name} 现在可以发言和展示。`,
};
