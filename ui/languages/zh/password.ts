/**
 * Chinese: the change of one's own password.
 * @module
 */
import type * as english from "../en/password.ts";
import type { Translated } from "../message.ts";

/** The change of one's own password. */
export const passwordText: Translated<typeof english.passwordText> = {
  title: "修改我的密码",
  close: "关闭",
  old: "当前密码",
  fresh: "新密码",
  again: "再次输入新密码",
  change: "修改密码",
  changed: "密码已修改。",
  empty: "请输入新密码。",
  differ: "两次输入的新密码不一致。",
  wrong: "当前密码不正确。",
  noAccount: "您在此群组中没有自己的密码。",
  tooLong: "新密码太长。请换一个短些的。",
  readOnly: "此服务器不允许修改群组。",
  busy: "服务器繁忙。请稍后重试。",
  failed: "无法修改密码。请重试。",
};
