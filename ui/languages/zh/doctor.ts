/**
 * Chinese: all texts of the connection doctor. Areas that are missing stay English.
 * @module
 */
import type { doctor as english } from "../en/doctor.ts";
import type { Translated } from "../message.ts";

/** Area by area. */
export const doctor: Translated<typeof english> = {
  title: "连接诊断",
  heading: "检查您的连接",
  lead: "测试摄像头、麦克风和扬声器，以及这台设备与服务器之间的往返线路。",
  privacy: "不会录制任何内容，也没有人能看到或听到您：发往服务器的只有测试画面和测试音。",
  start: "开始测试",
  again: "再测一次",
  stop: "停止",
  copy: "复制报告",
  copied: "报告已复制。",
  notCopied: "无法复制报告。请在下方选中后手动复制。",
  report: "文本形式的报告",
  progress: "进度",
  done: (over, all) => `已完成 ${over} 项检查，共 ${all} 项`,
  measuring: (seconds) => `正在测量，还需 ${seconds} 秒`,
  stopped: "测试已停止。",
  tell: "请告诉网络管理员：",
  advice: "您可以这样做：",
  back: "返回",

  summary: {
    good: "一切正常。",
    trouble: (count) => `有 ${count} 处问题。`,
    asking: "请回答关于声音的问题。",
    stopped: "测试在完成前已停止。",
  },

  states: {
    waiting: "尚未检查",
    running: "正在检查…",
    asking: "请回答",
    good: "正常",
    trouble: "有问题",
    absent: "未提供",
    skipped: "未检查",
  },

  names: {
    browser: "浏览器",
    camera: "摄像头",
    microphone: "麦克风",
    speaker: "扬声器",
    socket: "与服务器的连接（WebSocket）",
    udp: "通过 UDP 传输音视频",
    tcp: "通过 TCP 传输音视频",
    turn: "通过中继（TURN）传输音视频",
    upload: "发送",
    download: "接收",
    stability: "丢包和延迟",
  },

  facts: {
    version: "浏览器",
    address: "地址",
    pictures: "视频编解码器",
    sound: "音频编解码器",
    size: "画面",
    device: "设备",
    roundTrip: "往返时间",
    protocol: "协议",
    way: "当前线路",
    announced: "服务器公布的地址",
    seen: "服务器看到的您的地址",
    rate: "速率",
    lossUp: "发送丢包",
    lossDown: "接收丢包",
    jitter: "抖动",
  },

  browser: {
    good: "您的浏览器可以参加会议。",
    old: "您的浏览器无法参加视频通话：请使用最新版的 Firefox、Chrome、Edge 或 Safari。",
    insecure: "此页面未经加密，因此浏览器不允许使用摄像头和麦克风：请用 https 打开。",
    codecs: "您的浏览器缺少会议所需的音频（Opus）或视频（VP8）编解码器。",
  },

  camera: {
    good: "摄像头有画面。",
    dark: "摄像头已开启，但没有画面。",
    darkAdvice: "请检查摄像头上是否有遮挡盖或开关，并关闭可能正在使用它的其他程序。",
  },

  microphone: {
    good: "麦克风能听到您的声音。",
    listening: "请说几句话…",
    level: "麦克风音量",
    silent: "麦克风已开启，但完全没有声音。",
    silentAdvice: "请检查麦克风或耳机上是否有静音开关，并查看系统的声音设置。",
    quiet: "麦克风没有听到人声，只有噪音。",
    quietAdvice: "如果刚才说过话，请换一个麦克风，或在系统的声音设置中调高它的音量。",
  },

  speaker: {
    question: "请播放测试音。能听到吗？",
    play: "播放测试音",
    heard: "能听到",
    unheard: "听不到",
    good: "能听到测试音。",
    trouble: "听不到测试音。",
    advice: "请调高音量，并在系统的声音设置中查看正在使用哪个扬声器。",
    impossible: "您的浏览器无法播放测试音。",
  },

  socket: {
    good: "服务器通过 WebSocket 作出了响应。",
    closed: "无法与服务器建立 WebSocket，因此无法加入任何会议。",
    closedAdvice: (site) =>
      `请允许这台设备通过 TCP 向 ${site} 发起 WebSocket 连接（HTTPS 升级，RFC 6455），并让代理放行升级请求。`,
    mute: "WebSocket 可以建立，但收不到服务器的响应：途中有东西拦住了它们。",
    muteAdvice: (site) => `请不要检查或缓冲这台设备与 ${site}（TCP）之间的 WebSocket 流量。`,
    strange: "WebSocket 另一端使用的不是此页面的协议。",
  },

  media: {
    off: "此服务器不提供音视频测试：只有在会议中才能知道结果。",
    busy: (seconds) => `其他人正在测试，因此未测试音视频：请在 ${seconds} 秒后重试。`,
    unreachable: "无法向服务器请求音视频测试。",
    unreachableAdvice: (site) => `请允许这台设备通过 TCP 向 ${site} 发起 HTTPS 连接。`,
    refused: (reason) => `服务器拒绝了音视频测试：${reason}。`,
    impossible: "您的浏览器无法开始音视频测试。",
    unconnected: "未测量，因为未能建立音视频连接。",
  },

  udp: {
    good: "声音和画面可以通过 UDP 往返服务器。",
    blocked: "UDP 数据包无法往返服务器：您可以加入，但看不到也听不到任何人。",
    bypassed: "UDP 数据包无法通过；音视频改走别的线路，延迟会更大。",
    blockedAdvice: (places) => `请允许这台设备向 ${places} 发出 UDP 数据包，并允许其响应返回。`,
    fromAdvice: (address) => `服务器看到这台设备的地址是 ${address}。`,
    broken: "UDP 数据包可以通过，但无法建立加密连接：途中有东西拦截或篡改了数据包。",
    brokenAdvice: (places) => `请不要过滤或检查这台设备与 ${places} 之间 UDP 中的 DTLS 和 SRTP。`,
    noPlaces: "服务器的 UDP 端口",
  },

  tcp: {
    absent: "此服务器不提供通过 TCP 传输音视频，因此 UDP 必须畅通。",
    unused: "此服务器提供通过 TCP 传输音视频；这次不需要，因此没有测试。",
    good: "音视频可以通过 TCP 到达服务器。",
    trouble: "此服务器提供通过 TCP 传输音视频，但同样无法通过。",
    advice: (places) => `请允许这台设备向 ${places} 发起 TCP 连接。`,
  },

  turn: {
    absent: "此服务器不提供中继（TURN）。",
    good: "可以连接到此服务器指定的中继。",
    trouble: "无法连接到此服务器指定的中继。",
    advice: (urls) => `请允许这台设备访问 ${urls}。`,
  },

  rate: {
    upGood: "足以发送画质良好的摄像头画面。",
    upLow: "足以发送声音和小画面；别人看到的画质会较低。",
    upBad: "勉强够发送声音：请关闭摄像头，并换用更好的网络。",
    downGood: "足以接收画质良好的画面。",
    downLow: "足以接收声音和小画面；您看到的画质会较低。",
    downBad: "勉强够接收声音：请在会议的设置中选择只接收声音。",
    busy: "这台设备太忙，无法发送更多数据，因此结果不能说明网络情况：请关闭其他程序后再测一次。",
    returned: "发出的数据全部返回：瓶颈不在接收。",
    advice: (rate) => `这里的音视频速率限制在 ${rate}：请检查是否对 UDP 限速，或无线网络是否拥挤。`,
    bound: "测试最多发送 2 Mb/s；实际可能更高。",
  },

  stability: {
    good: "丢包很少，数据包到达平稳。",
    loss: "途中丢包很多：声音可能断续，画面可能卡住。",
    jitter: "数据包到达不平稳：声音可能断续。",
    delay: "到服务器的线路较长：大家说话容易互相打断。",
    advice: "途中有丢包或延迟：请检查无线网络、队列是否已满，以及是否对 UDP 限速。",
  },

  paths: {
    host: "直连",
    srflx: "直连，经过地址转换",
    prflx: "直连，经过地址转换",
    relay: "经过中继",
  },

  reportHead: (site, time) => `${site} 连接报告，${time}`,
};
