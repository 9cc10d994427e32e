/**
 * Chinese: logging in to the administration page, and its failures.
 * @module
 */
import type * as english from "../en/admin_login.ts";
import type { Translated } from "../message.ts";

/** Logging in. */
export const loginText: Translated<typeof english.loginText> = {
  heading: "管理",
  lead: "供负责此服务器或其中某个群组的人使用。",
  how: "如何登录？",
  byPassword: "名字和密码",
  byToken: "令牌",
  username: "名字",
  password: "密码",
  token: "令牌",
  tokenHint: "带有“admin”权限的令牌，或以这种令牌结尾的地址",
  group: "群组",
  groupHint: "如果管理整个服务器，请留空",
  remember: "关闭此标签页之前保持登录",
  rememberHint: "密码会为此标签页保存在浏览器的内存中",
  submit: "登录",
  busy: "正在登录…",
  nameMissing: "请输入名字。",
  tokenMissing: "请输入令牌。",
  badGroup: "不能用作群组名称。",
  refused:
    "登录未成功。请检查名字和密码；只管理某个群组的管理员还须填写该群组。服务器管理员列在 config.json 的“users”中，并带有“admin”权限。",
};

/** Why a request failed. */
export const failureText: Translated<typeof english.failureText> = {
  "unreachable": "服务器没有响应。请检查网络连接，然后重试。",
  "unauthorised": "登录已失效。请重新登录。",
  "read-only": "此服务器不允许在这里修改群组文件。",
  "missing": "它已不存在，可能刚被别人删除。",
  "changed": "这里的内容刚被别人改过：请先查看最新内容，再进行修改。",
  "busy": "服务器繁忙。请稍后重试。",
  "broken": "服务器未能完成此操作。原因请查看服务器日志。",
  "full": "没有空间了。请先删除一些。",
  "refused": (reason) => reason === "" ? "服务器没有接受此操作。" : `服务器没有接受：${reason}`,
};
