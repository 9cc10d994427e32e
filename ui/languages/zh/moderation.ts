/**
 * Chinese: what hosts do to members, messages and the group.
 * @module
 */
import type * as english from "../en/moderation.ts";
import type { Translated } from "../message.ts";

/** What can be done to a member. */
export const memberText: Translated<typeof english.memberText> = {
  actions: (name) => `对 ${name} 的操作`,
  mute: "将麦克风静音",
  muted: (name) => `已请 ${name} 静音。`,
  op: "设为主持人",
  unop: "取消主持人身份",
  present: "允许发送音视频",
  unpresent: "禁止发送音视频",
  unshutup: "允许发送文字",
  shutup: "禁止发送文字",
  warn: "警告…",
  identify: "显示网络地址",
  clear: "删除所有消息",
  kick: "移出…",
  identified: (name, address) => `${name} 的网络地址是 ${address}`,

  warnTitle: (name) => `警告 ${name}`,
  warnLabel: "警告内容",
  warnSend: "警告",
  warned: (name) => `已向 ${name} 显示警告。`,

  kickTitle: (name) => `将 ${name} 移出群组`,
  kickReason: "原因",
  kickReasonHint: "会显示给被移出的人",
  kickTime: "何时可以回来",
  kickTimes: {
    "0": "立即",
    "5": "5 分钟后",
    "15": "15 分钟后",
    "60": "1 小时后",
    "1440": "1 天后",
  },
  kickAddress: "禁止同一地址的所有人",
  kickAddressHint: "不论名字；可能会影响一个家庭或学校的所有人",
  kickDo: "移出",
  cancel: "取消",

  raised: "已举手",
  newlyRaised: (name) => `${name} 举手了`,
};

/** What can be done to a message. */
export const messageText: Translated<typeof english.messageText> = {
  actions: (name) => `对 ${name} 的这条消息的操作`,
  write: "私聊",
  clear: "删除消息",
  clearAll: (name) => `删除 ${name} 的所有消息`,
};

/** What can be done to the group. */
export const groupText: Translated<typeof english.groupText> = {
  lock: "锁定群组…",
  unlock: "解锁群组",
  record: "开始录制",
  unrecord: "停止录制",
  muteAll: "全体静音",
  mutedAll: "已请其他所有人静音。",
  announce: "向所有人发公告…",
  clearChat: "清空聊天…",
  subgroups: "显示分组",
  invite: "邀请他人…",
  password: "修改我的密码…",

  locked: "群组已锁定：只有主持人可以进入。",
  unlocked: "群组已重新开放。",
  isLocked: "已锁定",

  lockTitle: "锁定群组",
  lockLabel: "给其他人的说明",
  lockHint: "留空则使用默认说明",
  lockDo: "锁定",

  announceTitle: "向所有人发公告",
  announceLabel: "公告",
  announceDo: "发布",

  clearTitle: "要清空聊天吗？",
  clearText: "所有人的所有消息都会删除，无法恢复。",
  clearDo: "清空",
  noSubgroups: "所有分组都没有人。",
};
