/**
 * English: all texts of the connection doctor.
 * @module
 */
import { plural } from "../plural.ts";

/** All texts of the page. `site` is the server's name with its port, `places` where it wants media. */
export const doctor = {
  title: "Connection doctor",
  heading: "Check your connection",
  lead:
    "Tests your camera, microphone and speakers, and the way from this computer to this server and back.",
  privacy:
    "Nothing is recorded, and nobody sees or hears you: what travels to the server is a test picture and a test tone.",
  start: "Start the tests",
  again: "Test again",
  stop: "Stop",
  copy: "Copy the report",
  copied: "The report is copied.",
  notCopied: "The report could not be copied. Mark it below and copy it by hand.",
  report: "The report as text",
  progress: "Progress",
  done: (over: number, all: number) => `${over} of ${all} checks done`,
  measuring: (seconds: number) =>
    plural(seconds, {
      one: "Measuring for 1 more second",
      other: `Measuring for ${seconds} more seconds`,
    }),
  stopped: "The tests were stopped.",
  tell: "Tell your network’s administrator:",
  advice: "What you can do:",
  back: "Back",

  summary: {
    good: "Everything is well.",
    trouble: (count: number) =>
      plural(count, { one: "One thing is wrong.", other: `${count} things are wrong.` }),
    asking: "Please answer the question about the sound.",
    stopped: "The tests were stopped before their end.",
  },

  states: {
    waiting: "Not checked yet",
    running: "Checking…",
    asking: "Your answer, please",
    good: "Good",
    trouble: "Trouble",
    absent: "Not offered",
    skipped: "Not checked",
  },

  names: {
    browser: "Browser",
    camera: "Camera",
    microphone: "Microphone",
    speaker: "Speakers",
    socket: "Connection to the server (WebSocket)",
    udp: "Media over UDP",
    tcp: "Media over TCP",
    turn: "Media through a relay (TURN)",
    upload: "Sending",
    download: "Receiving",
    stability: "Loss and delay",
  },

  facts: {
    version: "Browser",
    address: "Address",
    pictures: "Codecs for pictures",
    sound: "Codecs for sound",
    size: "Picture",
    device: "Device",
    roundTrip: "Round trip",
    protocol: "Protocol",
    way: "In use",
    announced: "Announced by the server",
    seen: "Your address, as the server sees it",
    rate: "Rate",
    lossUp: "Lost while sending",
    lossDown: "Lost while receiving",
    jitter: "Jitter",
  },

  browser: {
    good: "Your browser can take part.",
    old:
      "Your browser cannot take part in video calls: use a current version of Firefox, Chrome, Edge or Safari.",
    insecure:
      "This page came without encryption, so that the browser gives no camera and no microphone: open it with https.",
    codecs: "Your browser lacks the codecs for sound (Opus) or pictures (VP8) that meetings need.",
  },

  camera: {
    good: "Your camera delivers pictures.",
    dark: "Your camera is on but delivers no picture.",
    darkAdvice:
      "Look for a cover or a switch at the camera, and close other programs that may be using it.",
  },

  microphone: {
    good: "Your microphone hears you.",
    listening: "Say something…",
    level: "Microphone level",
    silent: "Your microphone is on but sends no sound at all.",
    silentAdvice:
      "Look for a mute switch at the microphone or headset, and at the system’s sound settings.",
    quiet: "Your microphone hears no voice, only noise.",
    quietAdvice:
      "If you did speak, choose another microphone or raise its level in the system’s sound settings.",
  },

  speaker: {
    question: "Play the test sound. Can you hear it?",
    play: "Play test sound",
    heard: "I hear it",
    unheard: "I hear nothing",
    good: "You hear the test sound.",
    trouble: "You do not hear the test sound.",
    advice:
      "Turn up the volume, and look at the system’s sound settings for which speaker is in use.",
    impossible: "Your browser could not play the test sound.",
  },

  socket: {
    good: "The server answers over a WebSocket.",
    closed: "No WebSocket to the server can be opened, so that no meeting can be joined.",
    closedAdvice: (site: string) =>
      `Allow WebSockets (HTTPS with an upgrade, RFC 6455) from this computer to ${site} over TCP, and let proxies pass the upgrade on.`,
    mute:
      "A WebSocket opens, but the server’s answers do not arrive: something on the way holds them back.",
    muteAdvice: (site: string) =>
      `Do not inspect or buffer WebSocket traffic between this computer and ${site} (TCP).`,
    strange: "What answers over the WebSocket does not speak this page’s protocol.",
  },

  media: {
    off: "This server does not offer the test of media: only a meeting will show.",
    busy: (seconds: number) =>
      `Others are testing just now, so that media was not tested: try again in ${seconds} seconds.`,
    unreachable: "The server could not be asked for a test of media.",
    unreachableAdvice: (site: string) => `Allow HTTPS from this computer to ${site} over TCP.`,
    refused: (reason: string) => `The server has refused the test of media: ${reason}.`,
    impossible: "Your browser could not begin the test of media.",
    unconnected: "Not measured, as no media connection came about.",
  },

  udp: {
    good: "Sound and pictures reach the server and come back over UDP.",
    blocked:
      "No UDP packets get to the server and back: you could join, but would neither see nor hear anybody.",
    bypassed: "No UDP packets get through; media takes another way, with more delay.",
    blockedAdvice: (places: string) =>
      `Allow outgoing UDP from this computer to ${places}, and the answers to it.`,
    fromAdvice: (address: string) => ` The server sees this computer as ${address}.`,
    broken:
      "UDP packets pass, but no encrypted connection comes about: something on the way holds back or changes them.",
    brokenAdvice: (places: string) =>
      `Do not filter or inspect DTLS and SRTP in UDP between this computer and ${places}.`,
    noPlaces: "the server’s UDP port",
  },

  tcp: {
    absent: "Media over TCP is not offered by this server, so that UDP must get through.",
    unused: "Media over TCP is offered by this server; it was not needed and not tested.",
    good: "Media gets to the server over TCP.",
    trouble: "Media over TCP is offered by this server, but does not get through either.",
    advice: (places: string) => `Allow outgoing TCP from this computer to ${places}.`,
  },

  turn: {
    absent: "A relay (TURN) is not offered by this server.",
    good: "The relay that this server names can be reached.",
    trouble: "The relay that this server names cannot be reached.",
    advice: (urls: string) => `Allow this computer to reach ${urls}.`,
  },

  rate: {
    upGood: "Enough for your camera in good quality.",
    upLow: "Enough for sound and a small picture; others will see you in low quality.",
    upBad: "Hardly enough for sound: leave your camera off, and look for a better network.",
    downGood: "Enough for pictures in good quality.",
    downLow: "Enough for sound and small pictures; you will see others in low quality.",
    downBad: "Hardly enough for sound: ask for audio only in the settings of a meeting.",
    busy:
      "This computer was too busy to send more, so that this says little of the network: close other programs and test again.",
    returned: "All that was sent came back: receiving is not what limits.",
    advice: (rate: string) =>
      `Media is limited to ${rate} here: look for a limit on UDP, or a crowded wireless network.`,
    bound: "The test sends 2 Mb/s at most; more may be possible.",
  },

  stability: {
    good: "Few packets get lost, and they arrive at an even pace.",
    loss: "Many packets get lost on the way: sound may stutter, and pictures freeze.",
    jitter: "Packets arrive at an uneven pace: sound may stutter.",
    delay: "The way to the server is long: people will talk into each other’s words.",
    advice:
      "Packets are lost or delayed on the way: look at the wireless network, at full queues, and at limits on UDP.",
  },

  paths: {
    host: "direct",
    srflx: "direct, through address translation",
    prflx: "direct, through address translation",
    relay: "through a relay",
  },

  reportHead: (site: string, time: string) => `Connection report for ${site}, ${time}`,
} as const;
