/**
 * Chinese: the settings.
 * @module
 */
import type * as english from "../en/settings.ts";
import type { Translated } from "../message.ts";

/** The settings. */
export const settingsText: Translated<typeof english.settingsText> = {
  title: "设置",
  close: "关闭设置",
  parts: "设置的各部分",
  sections: {
    media: "音频和视频",
    network: "网络",
    notifications: "通知",
    appearance: "外观",
    language: "语言",
    keyboard: "键盘",
  },
  camera: "摄像头",
  microphone: "麦克风",
  speaker: "扬声器",
  tryCamera: "在这里显示我的摄像头",
  tryCameraHint: "其他人看不到",
  tryMicrophone: "测试我的麦克风",
  tryMicrophoneHint: "其他人听不到",
  cameraMode: "画面",
  cameraModes: {
    small: "小：节省电量和流量",
    standard: "标准：720 线",
    hd: "大：1080 线（需摄像头支持）",
    board: "黑板：清晰优先于流畅",
  },
  turn: "旋转画面",
  turns: {
    "0": "原样",
    "90": "向右",
    "180": "上下颠倒",
    "270": "向左",
  },
  flip: "镜像别人看到的画面",
  flipHint: "适用于会把文字显示反的摄像头",
  mirror: "镜像我自己的画面",
  mirrorHint: "只影响您自己：别人看到的仍是正常画面",
  screen: "共享的屏幕",
  echoCancellation: "消除回声",
  echoCancellationHint: "仅在戴耳机时关闭",
  noiseSuppression: "抑制噪音",
  noiseSuppressionHint: "播放或演奏音乐时请关闭",
  autoGainControl: "自动调节音量",
  autoGainControlHint: "播放或演奏音乐时请关闭",
  screenHint: "共享屏幕时优先",
  screenHints: { detail: "文字清晰", motion: "动作流畅" },
  send: "发送的内容",
  sendLevels: {
    lowest: "最少",
    low: "较少",
    normal: "中等",
    unlimited: "尽可能好",
  },
  sendHints: {
    lowest: "最多 150 kb/s：别人看到的画面小而模糊。适用于很差的网络。",
    low: "最多 300 kb/s：适用于移动网络。",
    normal: "最多 700 kb/s：在小群组中效果不错。",
    unlimited: "以网络的承载能力和别人的观看需要为限。",
  },
  receive: "接收的内容",
  receiveWishes: {
    "": "不接收",
    "audio": "仅声音",
    "screenshare": "声音和共享的屏幕",
    "everything-low": "全部，画质较低",
    "everything": "全部",
  },
  receiveHints: {
    "": "听不到也看不到任何人。聊天照常。",
    "audio": "能听到所有人。适用于很差的网络，也能省电。",
    "screenshare": "能听到所有人，能看到共享的屏幕，但看不到摄像头画面。",
    "everything-low": "能听到和看到所有人，流量约为十分之一。",
    "everything": "以网络的承载能力为限。",
  },
  theme: "主题",
  themes: { system: "跟随系统", light: "浅色", dark: "深色" },
  language: "语言",
  languageOfBrowser: "跟随浏览器",
  lighter: "切换到浅色主题",
  darker: "切换到深色主题",
};
