/**
 * Chinese: the pages before a group is joined.
 * @module
 */
import type * as english from "../en/start.ts";
import type { Translated } from "../message.ts";

/** The first page of a server. */
export const landingText: Translated<typeof english.landingText> = {
  title: "要去哪里？",
  groupName: "群组名称",
  enter: "进入",
  publicGroups: "公开群组",
  noGroups: "此服务器上没有公开群组。请在上方输入要去的群组名称。",
  groupsFailed: "无法加载群组列表。",
  people: (count) => count === 0 ? "还没有人" : `${count} 人`,
  locked: "已锁定",
  elsewhere: "在其他服务器上",
  unknownGroup: (name) => `这里没有名为“${name}”的群组。`,
  nameMissing: "请输入群组名称。",
  badName: "不能用作群组名称。",
};

/** The page before joining. */
export const joinText: Translated<typeof english.joinText> = {
  heading: "准备好加入了吗？",
  name: "您的名字",
  password: "密码",
  passwordHint: "没有密码则留空",
  join: "加入",
  joining: "正在加入…",
  cancel: "取消",
  camera: "摄像头",
  microphone: "麦克风",
  speaker: "扬声器",
  chooseCamera: "选择摄像头",
  chooseMicrophone: "选择麦克风",
  level: "麦克风音量",
  welcome: "摄像头和麦克风在您打开之前保持关闭。",
  preview: "您的摄像头画面",
  cameraOff: "摄像头已关闭",
  cameraStarting: "正在打开摄像头…",
  peopleHere: (count) => count === 0 ? "还没有人" : `已有 ${count} 人`,
  lockedGroup: "此群组已锁定",
  invited: "您收到了邀请",
  invitedHint: "邀请可能已自带名字，这时请将此处留空。",
  withoutInvitation: "改用密码加入",
  moved: (address) => `此群组已迁至 ${address}`,
  goThere: "前往",
  portal: "加入此群组需要在专门的页面登录。",
  portalGo: "前往登录",
  nameMissing: "请输入您的名字。",
  otherGroup: "前往其他群组",
  doctor: "检查摄像头、麦克风和连接",
  left: "您已离开群组。",
  noGroup: (name) => `这里没有名为“${name}”的群组。`,
  statusFailed: "服务器目前没有响应。仍可尝试加入。",
  wrongServer: "群组已迁至此页面无法打开的地址。",
  browserTooOld:
    "此浏览器无法参加视频通话：版本过旧，或其中的 WebRTC 已关闭。请将其打开，或使用最新版的 Firefox、Chrome、Edge 或 Safari。",
  clockWrong: "这台设备的时钟不准。此页面上的时间以服务器时钟为准。",
};
