/**
 * Chinese: groups in the administration page.
 * @module
 */
import type * as english from "../en/admin_groups.ts";
import type { Translated } from "../message.ts";

/** The list of groups. */
export const groupListText: Translated<typeof english.groupListText> = {
  search: "搜索群组",
  count: (shown, all) => shown === all ? `${all} 个群组` : `${shown} 个群组（共 ${all} 个）`,
  none: "还没有群组。请创建第一个。",
  noMatch: (query) => `没有名称包含“${query}”的群组。`,
  create: "新建群组",
};

/** A new group. */
export const newGroupText: Translated<typeof english.newGroupText> = {
  title: "新建群组",
  name: "名称",
  nameHint: "名称会成为地址的一部分。用斜杠可将群组放在另一个群组之下，例如 course/practical。",
  create: "创建群组",
  creating: "正在创建…",
  nameMissing: "请输入名称。",
  badName: "不能用作群组名称：任何一段都不能为空，也不能以点开头。",
  exists: "已有同名群组。请换一个名称。",
  next: "添加用户或邀请之前，谁也进不来。接下来就可以添加。",
  made: (name) => `群组“${name}”已创建。`,
};

/** One group. */
export const groupText: Translated<typeof english.groupText> = {
  back: "所有群组",
  open: "前往群组",
  tabs: {
    settings: "设置",
    users: "用户",
    tokens: "邀请",
    keys: "密钥",
    live: "在场人员",
  },
  tabList: "此群组的各部分",
  saved: "已保存。立即生效，对已在群组中的人也一样。",
  notANumber: "请用数字输入一个整数。",
  notATime: "请输入日期和时间。",
  unknownCodec: (name, known) => `没有名为“${name}”的编解码器。可用的有：${known}。`,
  problems: (count) => `有 ${count} 个字段需要检查。`,
  delete: "删除此群组",
  deleteHint: "群组的定义、用户和密码都会删除，无法撤销。",
  deleteTitle: (name) => `要删除群组“${name}”吗？`,
  deleteBody: "群组的定义、用户及其密码都会删除。已在群组中的人可以留到自行离开。",
  deleteConfirm: "删除群组",
  deleted: (name) => `群组“${name}”已删除。`,
};

/** Headings of a group’s settings. */
export const sectionsText: Translated<typeof english.sectionsText> = {
  about: "对外介绍",
  admission: "谁可以进入，何时可以进入",
  inside: "群组内部",
  elsewhere: "在别处登录",
};

/** Labels and helps of a group's fields, by their names in its definition. */
export const fieldsText: Translated<typeof english.fieldsText> = {
  "displayName": { label: "标题", help: "代替地址中的名称显示" },
  "description": { label: "简介", help: "显示在加入前的页面上" },
  "contact": { label: "联系方式", help: "有问题找谁，例如电子邮件地址。不向参与者显示" },
  "comment": { label: "备注", help: "仅管理员可见" },
  "public": { label: "公开", help: "列在此服务器的首页上" },
  "max-clients": { label: "人数上限", help: "主持人始终可以进入。留空表示不限" },
  "not-before": { label: "开放时间", help: "在此之前只有主持人可以进入" },
  "expires": { label: "关闭时间", help: "在此之后只有主持人可以进入" },
  "autolock": { label: "无主持人时锁定", help: "没有主持人在场时保持锁定" },
  "lobby": {
    label: "等候室",
    help: "来的人需等主持人准许才能进入。原版 Galène 不接受含有此项的文件",
  },
  "autokick": { label: "无主持人时结束", help: "最后一位主持人离开时，移出所有人" },
  "auto-subgroups": {
    label: "自动分组",
    help: "此群组之下的地址无需设置即可使用，用户与此群组相同",
  },
  "redirect": {
    label: "转到别处",
    help: "将来的人转到此网址，例如 https://example.org/group/name/",
  },
  "max-history-age": {
    label: "聊天记录保留时间",
    help: "新来的人能看到多少秒内的聊天记录。留空表示 14400，即四小时",
  },
  "suggest": { label: "进入时开启", help: "建议大家进入前开启的设备。每个人仍可自行决定" },
  "codecs": { label: "编解码器", help: "按优先顺序填写，用逗号分隔。留空表示 vp8, opus" },
  "allow-recording": { label: "录制", help: "主持人可以录制" },
  "unrestricted-tokens": {
    label: "所有人都可邀请",
    help: "除主持人外，参与者也可以创建邀请",
  },
  "authServer": { label: "认证服务器", help: "负责核对密码并签发令牌的服务器的网址" },
  "authPortal": { label: "登录门户", help: "没有令牌的人登录时使用的网址" },
};

/** What a group may ask people to turn on. */
export const deviceChoicesText: Translated<typeof english.deviceChoicesText> = {
  "": "无：起初两者都关闭",
  "microphone": "麦克风",
  "camera": "摄像头",
  "camera, microphone": "摄像头和麦克风",
};
