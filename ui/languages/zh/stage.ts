/**
 * Chinese: the room, its stage and the network.
 * @module
 */
import type * as english from "../en/stage.ts";
import type { Translated } from "../message.ts";

/** The room and its stage. */
export const roomText: Translated<typeof english.roomText> = {
  reconnecting: "正在重新连接…",
  reconnected: "已重新连接。",
  you: "我",
  nameAndYou: (name) => name === "" ? "我" : `${name}（我）`,
  anonymous: "未署名",
  tile: (name, label) =>
    label === "screenshare"
      ? `${name} 的屏幕`
      : label === "video"
      ? `${name} 的视频`
      : `${name} 的摄像头`,
  screenOf: (name) => `${name} · 屏幕`,
  muted: "已静音",
  connecting: "正在连接…",
  interrupted: "连接中断",
  stage: "参与者",
  aloneTitle: "这里只有您一个人",
  aloneHint: "其他人可以用此链接加入：",
  quietTitle: (count) => `这里有 ${count} 人`,
  quietHint: "目前没有人发送声音或画面。",
  copyLink: "复制链接",
  linkCopied: "链接已复制。",
  linkNotCopied: "无法复制链接。请选中后手动复制。",
  fullscreen: "全屏",
  stopThisShare: "停止此共享",
  mutedBy: (name) => name === "" ? "您的麦克风已被静音。" : `${name} 已将您的麦克风静音。`,
  joined: (name) => `${name} 已加入`,
  left: (name) => `${name} 已离开`,
  close: "关闭",
  dismiss: "知道了",
  controls: "控制栏",
};

/** How the stage is arranged, and what can be done with what is on it. */
export const stageText: Translated<typeof english.stageText> = {
  layout: "布局",
  layouts: {
    automatic: "自动",
    grid: "网格",
    speaker: "演讲者",
    side: "屏幕和人员",
  },
  hideQuiet: "隐藏没有画面的人",
  own: "我的画面",
  ownPlaces: {
    automatic: "最合适的位置",
    grid: "与其他人一起",
    corner: "在角落",
    hidden: "隐藏",
  },
  move: "用方向键移动我的画面",
  pin: "为我固定",
  unpin: "取消固定",
  unpinAll: "全部取消固定",
  pinned: "已固定",
  spotlight: "为所有人设为焦点",
  unspotlight: "取消焦点",
  endSpotlight: "取消所有焦点",
  spotlit: "焦点",
  spotlightHelp: "为所有人将某人设为焦点，或取消焦点",
  options: (name) => `${name} 的选项`,
  person: "此人",
  volume: "我听到的音量",
  percent: (percent) => `${percent}%`,
  muteHere: "为我静音",
  unmuteHere: "为我取消静音",
  silenced: "已为您静音",
  rotate: "为我旋转",
  pip: "画中画",
  endPip: "关闭画中画",
  roomPip: "在小窗口中显示会议室",
  pipFailed: "此浏览器现在无法打开小窗口。",
  pipTitle: "会议室",
  back: "返回会议室",
  fullscreenKey: "全屏",
  endFullscreen: "退出全屏",
  pages: "人员分页",
  nextPage: "下一页",
  previousPage: "上一页",
  pageOf: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  pageShort: (page, pages) => `${page} / ${pages}`,
};

/** How well the network carries. */
export const networkText: Translated<typeof english.networkText> = {
  grades: { good: "连接良好", weak: "连接较弱", bad: "连接很差" },
  ownUp: "您的网络较慢：别人看到的您画质较低。",
  ownDown: "您的网络较慢：您看到的别人画质较低。",
  ownDownBad: "您的网络很慢：必要时会暂停视频，以保证声音。",
  ownBad: "您的网络很差：声音和画面可能会中断。",
  unstable: (name) => `${name} 的连接不稳定`,
  paused: "已暂停视频，以保证声音",
};

/** The details of a stream. */
export const detailsText: Translated<typeof english.detailsText> = {
  open: "详情",
  title: (name) => `详情：${name}`,
  measuring: "正在测量…",
  quality: "最高显示画质",
  pins: { automatic: "自动", medium: "中", low: "低" },
  picture: "画面",
  layers: { l: "小画面层", m: "中画面层", h: "大画面层" },
  nothing: "目前没有发送内容",
  sound: "声音",
  loss: "丢包",
  roundTrip: "往返时间",
  perSecond: (frames) => `${Math.round(frames)}\u00a0帧/秒`,
  unknown: "未知",
};
