/**
 * Chinese: subgroups.
 * @module
 */
import type * as english from "../en/subgroups.ts";
import type { Translated } from "../message.ts";

/** Subgroups. */
export const subgroupsText: Translated<typeof english.subgroupsText> = {
  command: "分组…",
  title: "分组",
  close: "关闭",
  name: (name) => /^\d+$/.test(name) ? `第 ${name} 组` : name,
  main: "主群组",
  here: (name) => `您在${name}`,
  back: "返回主群组",
  sent: (name) => `主持人已将您分到${name}。`,
  calling: (left) => `${left} 后所有人返回主群组`,
  calledTo: (name, left) => `${left} 后前往${name}`,
  calledBack: "主持人请所有人返回主群组。",
  goNow: "立即前往",
  turnedBack: (name) => `未能进入${name}。您已回到主群组。`,

  how: "分组方式",
  hows: {
    groups: "按组数",
    people: "按每组人数",
    hand: "手动",
  },
  count: { groups: "组数", people: "每组人数" },
  mix: "重新打乱",
  last: "与上次相同",
  addGroup: "添加一组",
  assign: (name) => `${name} 的分组`,
  nobody: "这里只有主持人。",
  stays: "留在这里",
  badCount: "请输入一个不小于 1 的整数。",
  unavailable: "此群组没有分组。管理员可以在群组设置中打开“自动分组”。",
  unknown: "此服务器无法转移人员。",
  open: "让大家进入各自的分组",
  sendMore: "让这些人也进入分组",
  running: (groups) => `已开放 ${groups} 个分组`,
  empty: "没有人",
  people: (names) => names,
  visit: (name) => `前往查看${name}`,
  visitShort: "前往查看",
  announce: "对所有分组说",
  announceDo: "发布",
  announced: "已通知所有分组。",
  recall: "召回所有人",
  recallIn: "多久之后",
  recallTimes: {
    "0": "立即",
    "30": "30 秒",
    "60": "1 分钟",
    "120": "2 分钟",
    "300": "5 分钟",
  },
  recalled: "已召回所有人。",
  link: (name, address) => `请前往${name}：${address}`,
  linkBack: (address) => `请返回主群组：${address}`,
};
