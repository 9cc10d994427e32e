/**
 * Chinese: one's own connection, and what can be done about it.
 * @module
 */
import type * as english from "../en/connection.ts";
import type { Translated } from "../message.ts";

/** The network menu, and what the room says while there is no connection. */
export const connectionText: Translated<typeof english.connectionText> = {
  open: "网络",
  short: "网络",
  shortcut: "网络和流量",
  title: "您的网络",
  good: "连接良好。",
  unknown: "此服务器不提供网络状况信息。",
  up: "从您到服务器",
  down: "从服务器到您",
  grades: { good: "良好", weak: "较弱", bad: "很差" },
  othersTitle: "网络不佳的其他人",
  othersUp: (name) => `${name} 的画面和声音，大家都看不清、听不清。`,
  othersDown: (name) => `${name} 看不清、听不清其他人。`,
  soundOnly: "只接收声音",
  everything: "恢复接收全部内容",
  less: {
    "": "未接收任何内容：看不到也听不到任何人。",
    "audio": "只接收声音。",
    "screenshare": "只接收声音和共享的屏幕。",
  },
  lost: "正在重新连接…",
  lostFor: (seconds) => `连接已断开 ${seconds} 秒。仍在尝试…`,
  lostForMinutes: (minutes) => `连接已断开 ${minutes} 分钟。仍在尝试…`,
  trying: "正在尝试…",
  tryNow: "立即尝试",
  offline: "这台设备没有网络。恢复网络后会自动继续。",
};
