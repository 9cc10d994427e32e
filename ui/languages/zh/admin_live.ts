/**
 * Chinese: who is where, in the administration page.
 * @module
 */
import type * as english from "../en/admin_live.ts";
import type { Translated } from "../message.ts";

/** Who is where, and how they do. */
export const liveViewText: Translated<typeof english.liveViewText> = {
  title: "实时状态",
  lead: "谁在哪里，连接情况如何。自动更新。",
  nobody: "目前所有群组都没有人。",
  nobodyHere: "目前此群组中没有人。",
  people: (count) => count === 0 ? "没有人" : `${count} 人`,
  total: (people, groups) => `${groups} 个群组中共有 ${people} 人`,
  locked: "已锁定",
  operator: "主持人",
  anonymous: "未署名",
  tableOf: (group) => `${group} 的成员`,
  columns: {
    name: "名字",
    network: "网络",
    sends: "发送",
    receives: "接收",
    actions: "操作",
  },
  nothing: "无",
  grades: { good: "良好", weak: "较弱", bad: "很差" },
  bothGrades: (up, down) => `发送${up}，接收${down}`,
  flow: (streams, rate) => `${streams} 路流，${rate}`,
  lossAndTime: (loss, time) => time === "" ? `丢包 ${loss}` : `丢包 ${loss}，往返 ${time}`,
  show: (name) => `${name} 的轨道`,
  noTracks: "没有已知的轨道。",
  trackColumns: {
    direction: "方向",
    what: "内容",
    codec: "编解码器",
    layer: "层",
    rate: "码率",
    loss: "丢包",
    rtt: "往返时间",
    jitter: "抖动",
  },
  directions: { up: "发送", down: "接收" },
  encodings: { l: "低", m: "中", h: "高" },
  paused: "已暂停",
  notConnected: "未连接",
  unknown: "–",
  place: (layer, count) => `第 ${layer} 层，共 ${count} 层`,
  layers: (spatial, temporal) =>
    spatial === ""
      ? `时间：${temporal}`
      : temporal === ""
      ? `空间：${spatial}`
      : `空间：${spatial}；时间：${temporal}`,
  kick: "移出",
  kickLabel: (name) => `移出 ${name}`,
  kickTitle: (name, group) => `要将 ${name} 移出 ${group} 吗？`,
  message: "留言",
  messageHint: "显示给被移出的人",
  ban: "何时可返回",
  banHint: "被移出的人多久后可以回来",
  bans: {
    "0": "立即",
    "5": "5 分钟后",
    "60": "1 小时后",
    "1440": "1 天后",
  },
  address: "同一网络地址的其他人同样处理",
  kickConfirm: "移出",
  kicked: (name) => `已移出 ${name}。`,
  gone: (name) => `${name} 之前已离开。`,
  close: "清场",
  closeLabel: (group) => `清场：${group}`,
  closeTitle: (group) => `要将所有人移出 ${group} 吗？`,
  closeBody: "主持人也会移出。群组本身会保留。",
  closeLock: "锁定群组，只有主持人可以回来",
  closeConfirm: "移出所有人",
  closed: (group) => `已将所有人移出 ${group}。`,
  lock: "锁定",
  lockLabel: (group) => `锁定 ${group}`,
  lockedNow: (group) => `${group} 已锁定：只有主持人可以进入。`,
  unlock: "解锁",
  unlockLabel: (group) => `解锁 ${group}`,
  unlocked: (group) => `${group} 已重新开放。`,
  stale: "当前显示的内容不是最新的。",
};
