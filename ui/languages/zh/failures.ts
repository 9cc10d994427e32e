/**
 * Chinese: what has gone wrong.
 * @module
 */
import type * as english from "../en/failures.ts";
import type { Translated } from "../message.ts";

/** What has gone wrong. */
export const failureText: Translated<typeof english.failureText> = {
  unreachable: "无法连接服务器。请检查网络连接，然后重试。",
  notAuthorised: "名字和密码不匹配。请检查后重试。",
  nameTaken: "这个名字已有人在用。请换一个。",
  nameNeeded: "请输入您的名字。",
  noGroup: "此群组已不存在。",
  badGroupName: "不能用作群组名称。",
  notOpenYet: "此群组尚未开放。请稍后再来。",
  closed: "此群组的开放时间已过，现已关闭。请询问邀请您的人。",
  noOperator: "主持人到来后群组才会开始。请稍后重试。",
  full: "群组已满。请等有人离开后重试。",
  locked: "群组已锁定。请让主持人放行，然后重试。",
  internal: "服务器出错了。请重试。",
  banned: (minutes) => `您已被移出此群组。${minutes} 分钟后可以再来。`,
  tooManyLogins: (seconds) => `从您的地址登录失败的次数过多。请在 ${seconds} 秒后重试。`,
  busy: "现在加入的人太多。请稍后重试。",
  badInvitation: "此邀请无效或已失效。请索取新的邀请，或用密码加入。",
  authServer: "负责核对此群组密码的服务器没有响应。",
  noLongerUser: "您已不再是此群组的用户。",
  waitsElsewhere: "您已在另一个窗口中等候。",
  kicked: (by, reason) =>
    (by === "" ? "您已被移出群组" : `${by} 已将您移出群组`) +
    (reason === "" ? "。" : `：${reason}`),
  lostForGood: "连接已断开，无法恢复。请重新加入。",
  share: "无法共享屏幕。",
  shareDenied: "系统不允许此浏览器共享屏幕。",
  mayNotPresent: "在此群组中，您不能发送音频或视频。",
  publish: "无法发送您的音频或视频。正在重试…",
  publishRefused: "服务器已停止您的音频或视频。",
  receive: (name) => `无法接收 ${name} 的音频或视频。`,
  load: "无法加载页面的这一部分。请检查网络连接，然后重试。",
  autoplay: "浏览器阻止了声音播放。",
  autoplayAction: "播放声音",
  speaker: "无法使用扬声器。",
  fromServer: (value) => `服务器：${value}`,
  fromPerson: (name, value) => `${name}：${value}`,
};

/** Sentences of the server (of Galène too) that can be said better. */
export const serverText: Translated<typeof english.serverText> = {
  "permission denied": "在此群组中，您不能发送音频或视频。",
  "this message is too long": "这条消息太长。",
  "bad value in kick": "服务器无法理解此请求。",
  "bad value in clearchat": "服务器无法理解此请求。",
  "Bad value in setdata": "服务器无法理解此请求。",
  "the user data is too long": "内容太长。",
  "the group's data is too long": "内容太长。",
  "this server cannot record": "此服务器无法录制。",
  "that member does not receive this stream": "此人没有接收这路音视频。",
  "no such stream": "这路音视频已结束。",
  "not authorised": "您没有权限执行此操作。",
  "user unknown": "此人已不在这里。",
  "no such user": "此人已不在这里。",
  "join a group first": "您已不在群组中。",
  "you are not joined": "您已不在群组中。",
};
