/**
 * Chinese: invitations.
 * @module
 */
import type * as english from "../en/invitations.ts";
import type { Translated } from "../message.ts";

/** Invitations. */
export const inviteText: Translated<typeof english.inviteText> = {
  title: "邀请他人",
  close: "关闭邀请",
  name: "来宾的名字",
  nameHint: "留空则由来宾自选名字",
  rights: "来宾可以",
  rightsNames: {
    host: "行使主持人的权限",
    present: "发送音视频和文字",
    message: "观看并发送文字",
    watch: "仅观看",
  },
  from: "生效时间",
  fromHint: "留空表示立即生效",
  until: "到期时间",
  make: "创建链接",
  made: "链接已就绪",
  copy: "复制链接",
  existing: "邀请",
  none: "没有邀请。",
  loading: "正在加载…",
  anybody: "任何人",
  by: (name) => `由 ${name} 创建`,
  valid: (time) => `有效期至 ${time}`,
  later: (time) => `${time} 起有效`,
  expired: (time) => `已于 ${time} 到期`,
  forever: "永久有效",
  copyOf: (name) => `复制链接：${name}`,
  prolong: "延长一天",
  prolongOf: (name) => `延长一天：${name}`,
  revoke: "撤销",
  revokeOf: (name) => `撤销：${name}`,
  timesWrong: "邀请的到期时间必须晚于生效时间，并且是将来的时间。",
  chatMade: (link, until) => `邀请（有效期至 ${until}）：${link}`,
  chatChanged: (link, until) => `此邀请的到期时间为 ${until}：${link}`,
  errors: {
    "not-authorised": "您不能创建或更改此邀请。",
    "that username is taken": "此群组中已有人使用这个名字。请换一个。",
    "this group has no such token": "此群组中没有这个邀请。",
    "the group has too many tokens: revoke some": "群组的邀请过多。请先撤销一些。",
    "the server has too many tokens": "服务器的邀请过多。",
    "the token could not be written": "无法保存邀请。",
  },
  failed: (reason) => `操作未成功：${reason}`,
};
