/**
 * Chinese: what helps when sound or pictures do not come through.
 * @module
 */
import type * as english from "../en/trouble.ts";
import type { Translated } from "../message.ts";

/** Restarting, testing, the connection doctor. */
export const troubleText: Translated<typeof english.troubleText> = {
  renegotiate: "寻找更好的连接",
  renegotiated: "正在寻找更好的连接…",
  replace: "重新发送全部内容",
  replaced: "正在重新开始发送…",
  relay: "测试中继",
  relayTesting: "正在测试中继…",
  noRelay: "此服务器不提供中继。",
  relayFailed: "中继没有响应。",
  relayWorks: (openMs, messageMs) =>
    `中继可用：建立用时 ${openMs} 毫秒，单条消息用时 ${messageMs} 毫秒。`,
  doctor: "连接诊断",
};
