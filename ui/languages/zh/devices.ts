/**
 * Chinese: cameras, microphones, speakers and backgrounds.
 * @module
 */
import type * as english from "../en/devices.ts";
import type { Translated } from "../message.ts";

/** Cameras, microphones and speakers. */
export const deviceText: Translated<typeof english.deviceText> = {
  camera: "摄像头",
  microphone: "麦克风",
  speaker: "扬声器",
  systemDefault: "系统默认",
  unnamed: (kind, number) => `${kind} ${number}`,
  lost: {
    camera: (name) => `${name} 已断开，您的摄像头已关闭。其他一切照常。`,
    microphone: (name) => `${name} 已断开，没有人能听到您。其他一切照常。`,
    speaker: (name) => `${name} 已断开。声音改由系统扬声器播放。`,
  },
  withdrawn: {
    camera: "此页面不能再使用您的摄像头，摄像头已关闭。",
    microphone: "此页面不能再使用您的麦克风，没有人能听到您。",
  },
  replaced: (name, instead) => `${name} 已断开，改用 ${instead}。`,
  back: (name) => `${name} 已重新连接。`,
  backInUse: (name) => `${name} 已重新连接，正在使用。`,
  allowed: {
    camera: "此页面现在可以使用您的摄像头。",
    microphone: "此页面现在可以使用您的麦克风。",
  },
  found: {
    camera: "现在有摄像头可用。",
    microphone: "现在有麦克风可用。",
  },
  turnOn: { camera: "打开摄像头", microphone: "打开麦克风" },
  tryAgain: "重试",
  asking: {
    camera: "浏览器可能会询问是否允许此页面使用摄像头：请允许。",
    microphone: "浏览器可能会询问是否允许此页面使用麦克风：请允许。",
  },
  testSound: "播放测试音",
  testSoundFailed: "无法在此扬声器上播放测试音。",
  chooseSpeaker: "选择扬声器",
  hearMyself: "试听自己的声音",
  recording: "请说话…",
  playing: "这就是您的声音",
  suggestion: {
    camera: "此群组建议打开摄像头进入。",
    microphone: "此群组建议打开麦克风进入。",
    both: "此群组建议打开摄像头和麦克风进入。",
  },
  follow: "打开",
  problem: {
    denied: {
      camera: "此页面不能使用您的摄像头。",
      microphone: "此页面不能使用您的麦克风。",
    },
    missing: {
      camera: "没有找到摄像头。请连接一个，它会自动启用。",
      microphone: "没有找到麦克风。请连接一个，它会自动启用。",
    },
    busy: {
      camera: "无法启动摄像头。可能有其他程序或标签页正在使用它：请关闭后重试。",
      microphone: "无法启动麦克风。可能有其他程序正在使用它：请关闭后重试。",
    },
    insecure: {
      camera: "浏览器只允许安全页面使用摄像头：请用 https 打开此页面。",
      microphone: "浏览器只允许安全页面使用麦克风：请用 https 打开此页面。",
    },
    background: {
      camera: "这台设备无法更换背景，因此摄像头已关闭。选择“原样”即可使用摄像头。",
      microphone: "无法启动麦克风。",
    },
    other: {
      camera: "无法启动摄像头。",
      microphone: "无法启动麦克风。",
    },
  },
  allowing: {
    chromium: "如要允许，请点按地址左侧的图标，在那里打开开关。之后会自动启用。",
    firefox: "如要允许，请点按地址左侧带斜线的图标，取消阻止，然后重试。",
    safari:
      "如要允许，请在 Safari 菜单中打开此网站的设置（iPhone 上为地址左侧的图标），选择“允许”，然后重试。",
    android:
      "如要允许，请点按地址左侧的图标，再点按“权限”。如果没有效果，请在系统设置的“应用”中允许浏览器使用。",
    other: "请在浏览器的设置中允许，然后重试。",
  },
  system: "如果没有效果，可能是系统的隐私设置不允许浏览器使用。",
};

/** What stands behind a person. */
export const backgroundText: Translated<typeof english.backgroundText> = {
  label: "背景",
  options: { none: "原样", blur: "模糊", picture: "图片" },
  choose: "选择图片",
  badPicture: "此文件不是可用的图片。",
};
