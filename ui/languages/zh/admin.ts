/**
 * Chinese: all texts of the administration page. Areas that are missing stay English.
 * @module
 */
import type { admin as english } from "../en/admin.ts";
import type { Translated } from "../message.ts";
import {
  deviceChoicesText,
  fieldsText,
  groupListText,
  groupText,
  newGroupText,
  sectionsText,
} from "./admin_groups.ts";
import { invitationsText } from "./admin_invitations.ts";
import { liveViewText } from "./admin_live.ts";
import { failureText, loginText } from "./admin_login.ts";
import { keysText, permissionsText, usersText } from "./admin_users.ts";

/** Area by area. */
export const admin: Translated<typeof english> = {
  title: "管理",
  pageTitle: (part) => `${part} – 管理 – Lectern`,
  nav: "本页各部分",
  groups: "群组",
  live: "实时状态",
  tokens: "适用于所有群组的邀请",
  logOut: "退出登录",
  loggedInAs: (name) => name === "" ? "已用令牌登录" : `已登录：${name}`,
  readOnly:
    '此服务器不允许在这里修改群组文件。如要允许，请在数据文件夹的 config.json 中写入 "writableGroups": true。实时状态和邀请仍可在此管理。',
  loading: "正在加载…",
  retry: "重试",
  save: "保存",
  saving: "正在保存…",
  cancel: "取消",
  copy: "复制",
  copied: "已复制。",
  notCopied: "无法复制。请选中后手动复制。",
  lookAgain: "加载最新内容",
  optional: "选填",
  login: loginText,
  failure: failureText,
  groupList: groupListText,
  newGroup: newGroupText,
  group: groupText,
  sections: sectionsText,
  fields: fieldsText,
  deviceChoices: deviceChoicesText,
  permissions: permissionsText,
  users: usersText,
  keys: keysText,
  invitations: invitationsText,
  liveView: liveViewText,
};
