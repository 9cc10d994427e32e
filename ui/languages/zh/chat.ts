/**
 * Chinese: the chat.
 * @module
 */
import type * as english from "../en/chat.ts";
import type { Translated } from "../message.ts";

/** The chat. */
export const chatText: Translated<typeof english.chatText> = {
  title: "聊天",
  message: "消息",
  placeholder: "输入消息",
  send: "发送",
  empty: "还没有消息",
  emptyHint: "在这里发送的消息，群组中的所有人都能看到。",
  to: (name) => `仅发给 ${name}`,
  toAll: "恢复发给所有人",
  privateFrom: "仅发给您",
  privateTo: (name) => `仅发给 ${name}`,
  server: "服务器",
  unread: (count) => `${count} 条未读消息`,
  newMessages: "新消息",
  newFromHere: "以下是新消息",
  latest: "转到最新消息",
  recipient: "发给",
  everybody: "所有人",
  recipientLabel: (whom) => `${whom}。选择其他人`,
  tooManyNames: "输入 @ 和名字可查找其他人。",
  onlyThis: "只看这段对话",
  onlyThisHint: (name) => `只显示您与 ${name} 之间的消息`,
  nothingPrivate: (name) => `您与 ${name} 之间还没有消息。`,
  answering: (name) => `正在回复 ${name}`,
  stopAnswering: "不回复这条消息",
  quoteOf: (name) => `${name} 写道`,
  goToQuoted: "显示所引用的消息",
  answer: "回复",
  copy: "复制",
  copied: "消息已复制。",
  notCopied: "无法复制消息。请选中后手动复制。",
  showAll: "显示全部",
  emoji: "插入表情符号",
  suggestions: "输入建议",
  writeTo: (name) => `仅发给 ${name}`,
  attach: "发送文件",
  offline: "连接恢复后即可继续发送消息。",
  notAllowed: "您在此群组中不能发送文字。",
  heard: (name, message) => `${name}：${message}`,
  close: "关闭聊天",
};
