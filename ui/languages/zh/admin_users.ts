/**
 * Chinese: users, their permissions, and keys in the administration page.
 * @module
 */
import type * as english from "../en/admin_users.ts";
import type { Translated } from "../message.ts";

/** Permissions. */
export const permissionsText: Translated<typeof english.permissionsText> = {
  label: "权限",
  list: "逐项权限",
  listHint: "用逗号分隔：op, present, message, caption, token, record, admin",
  names: {
    op: "主持人：管理群组",
    present: "参与者：发送音视频和文字",
    message: "听众：可发送文字",
    caption: "撰写字幕",
    observe: "仅观看",
    admin: "在此页管理群组，但不进入群组",
    none: "无",
    list: "逐项选择权限…",
  },
};

/** The users of a group. */
export const usersText: Translated<typeof english.usersText> = {
  title: "用户",
  lead: "在这里拥有专属名字的人，别人不能使用这些名字。密码可以设置，但永远无法查看。",
  named: "有名字的用户",
  special: "其他",
  wildcard: "其他所有人",
  wildcardHint: "适用于不在列表中的所有名字",
  empty: "没有名字",
  emptyHint: "适用于不填名字就加入的人",
  notThere: "未设置",
  noUsers: "没有已命名的用户。",
  search: "搜索用户",
  add: "新建用户",
  name: "名字",
  password: "密码",
  passwordOptional: "密码",
  passwordHint: "最多 72 字节。没有密码的用户在设置密码之前无法登录。",
  create: "添加用户",
  nameMissing: "请输入名字。",
  badName: "不能用作用户名字：任何一段都不能以点开头。",
  exists: "已有同名用户。",
  made: (name) => `已添加 ${name}。`,
  madeWithoutPassword: (name, why) => `已添加 ${name}，但未能设置密码：${why}`,
  setUp: "进行设置",
  savePermissions: "保存权限",
  saved: "权限已保存。",
  newPassword: "新密码",
  setPassword: "设置密码",
  passwordMissing: "请输入密码。",
  passwordSet: "密码已设置。",
  anyPassword: "任意密码均可进入",
  anyPasswordSet: "现在任意密码均可。",
  removePassword: "清除密码",
  removePasswordTitle: (name) => `要清除 ${name} 的密码吗？`,
  removePasswordBody: "在设置新密码之前，谁也不能用这个名字登录。",
  passwordRemoved: "密码已清除。",
  remove: "删除用户",
  removeTitle: (name) => `要删除 ${name} 吗？`,
  removeBody: "正在使用这个名字的人会被移出。",
  removed: (name) => `已删除 ${name}。`,
  close: (name) => `收起 ${name}`,
};

/** A group's keys. */
export const keysText: Translated<typeof english.keysText> = {
  title: "密钥",
  lead:
    "另一台服务器可以用它签发的令牌让人进入此群组。请在这里填入用来核对令牌的密钥。密钥可以设置，但永远无法查看。",
  paste: "密钥集（JSON Web Key Set）",
  pasteHint: '例如密钥集 {"keys": [{"kty": "EC", …}]}，或单个密钥',
  set: "设置密钥",
  nothing: "请粘贴密钥集。",
  notJson: "这不是 JSON。请复制完整文本，包括大括号。",
  noKeys: "其中没有密钥。密钥集应有一个名为“keys”的列表。",
  done: (count) => `已设置 ${count} 个密钥。`,
  remove: "清除所有密钥",
  removeTitle: "要清除此群组的所有密钥吗？",
  removeBody: "用这些密钥签名的令牌将不再被接受。",
  removed: "密钥已清除。",
};
