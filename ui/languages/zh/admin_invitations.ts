/**
 * Chinese: invitations in the administration page.
 * @module
 */
import type * as english from "../en/admin_invitations.ts";
import type { Translated } from "../message.ts";

/** Invitations. */
export const invitationsText: Translated<typeof english.invitationsText> = {
  title: "邀请",
  titleAll: "适用于所有群组的邀请",
  lead: "邀请是一个链接，持有者在到期之前可凭它进入群组。",
  leadAll: "这些邀请可以打开此服务器上的所有群组；带有“admin”权限的还可以打开本页。请谨慎发放。",
  create: "新建邀请",
  kind: "持有者可以做什么？",
  kinds: {
    present: "参与：发送音视频和文字",
    message: "旁听并发送文字",
    observe: "仅观看",
    op: "作为主持人管理群组",
    admin: "管理后台",
    list: "逐项选择权限…",
  },
  username: "持有者的名字",
  usernameHint: "如果允许自选名字，请留空",
  lifetime: "有效期",
  lifetimes: { hour: "1 小时", day: "1 天", week: "1 周", month: "30 天", until: "至…" },
  until: "截止时间",
  untilMissing: "请输入一个将来的日期和时间。",
  subgroups: "同时适用于分组",
  make: "创建邀请",
  making: "正在创建…",
  made: "邀请已创建。请复制链接：",
  madeToken: "令牌已创建。请复制：",
  link: "邀请链接",
  tokenField: "令牌",
  tokenHint: (example) => `放在任意群组地址的末尾：${example}`,
  list: "现有邀请",
  none: "没有邀请。",
  anyName: "任意名字",
  ends: (time) => `${time} 到期`,
  ended: (time) => time === "" ? "已失效" : `已于 ${time} 失效`,
  begins: (time) => `${time} 生效`,
  withSubgroups: "含分组",
  by: (name) => `由 ${name} 创建`,
  copyLink: (name) => `复制邀请 ${name} 的链接`,
  prolong: "延长一周",
  prolongLabel: (name) => `将邀请 ${name} 延长一周`,
  prolonged: (time) => `现在的到期时间为 ${time}。`,
  revoke: "立即失效",
  revokeLabel: (name) => `使邀请 ${name} 立即失效`,
  revoked: "已失效。仍可延长。",
  remove: "删除",
  removeLabel: (name) => `删除邀请 ${name}`,
  removeTitle: "要删除此邀请吗？",
  removeBody: "它的链接将不再可用，也无法再延长。",
  removed: "邀请已删除。",
  more: (count) => `再显示 ${count} 个`,
};
