/**
 * Every text that a person can read or hear, in English. Components take their words from nowhere else, so that another
 * language is another record of the same shape.
 * @module
 */

/** All texts of the interface. */
export const text = {
  product: "Lectern",
  tagline: "Lectures, practicals and meetings in your browser",

  landing: {
    title: "Where do you want to go?",
    groupName: "Group name",
    enter: "Enter",
    publicGroups: "Public groups",
    noGroups: "There are no public groups on this server. Enter the name of yours above.",
    groupsFailed: "The list of groups could not be loaded.",
    people: (count: number) =>
      count === 0 ? "Nobody there yet" : count === 1 ? "1 person" : `${count} people`,
    locked: "Locked",
    elsewhere: "On another server",
    unknownGroup: (name: string) => `There is no group called “${name}” here.`,
    nameMissing: "Please enter the name of a group.",
    badName: "This cannot be the name of a group.",
  },

  join: {
    heading: "Ready to join?",
    name: "Your name",
    password: "Password",
    passwordHint: "Leave it empty if you were not given one",
    join: "Join",
    joining: "Joining…",
    cancel: "Cancel",
    camera: "Camera",
    microphone: "Microphone",
    speaker: "Speaker",
    chooseCamera: "Camera device",
    chooseMicrophone: "Microphone device",
    level: "Microphone level",
    welcome: "Your camera and microphone stay off until you turn them on.",
    preview: "Your camera",
    cameraOff: "Your camera is off",
    cameraStarting: "Starting your camera…",
    peopleHere: (count: number) =>
      count === 0
        ? "Nobody is here yet"
        : count === 1
        ? "1 person is here"
        : `${count} people are here`,
    lockedGroup: "This group is locked",
    nameMissing: "Please enter your name.",
    otherGroup: "Go to another group",
    left: "You have left the group.",
    noGroup: (name: string) => `There is no group called “${name}” here.`,
    statusFailed: "The server does not answer just now. You can still try to join.",
    wrongServer: "The group has moved to an address that this page cannot open.",
    browserTooOld:
      "This browser cannot take part in video calls. Please use a current version of Firefox, Chrome, Edge or Safari.",
  },

  device: {
    camera: "Camera",
    microphone: "Microphone",
    speaker: "Speaker",
    systemDefault: "System default",
    unnamed: (kind: string, number: number) => `${kind} ${number}`,
    lost: {
      camera: "Your camera was disconnected.",
      microphone: "Your microphone was disconnected.",
    },
    problem: {
      denied: {
        camera:
          "This page may not use your camera. Allow it with the camera or lock sign beside the address, then try again.",
        microphone:
          "This page may not use your microphone. Allow it with the microphone or lock sign beside the address, then try again.",
      },
      missing: {
        camera: "No camera was found. Connect one, then try again.",
        microphone: "No microphone was found. Connect one, then try again.",
      },
      busy: {
        camera: "The camera cannot be started. Perhaps another program is using it.",
        microphone: "The microphone cannot be started. Perhaps another program is using it.",
      },
      insecure: {
        camera: "Browsers allow cameras only on secure pages: open this page with https.",
        microphone: "Browsers allow microphones only on secure pages: open this page with https.",
      },
      other: {
        camera: "The camera cannot be started.",
        microphone: "The microphone cannot be started.",
      },
    },
  },

  failure: {
    unreachable: "The server cannot be reached. Check your connection, then try again.",
    notAuthorised: "This name and password do not match. Check both, then try again.",
    nameTaken: "Somebody else is using this name. Please choose another one.",
    nameNeeded: "Please enter your name.",
    noGroup: "There is no such group any more.",
    badGroupName: "This cannot be the name of a group.",
    notOpenYet: "This group is not open yet.",
    closed: "This group is closed.",
    noOperator: "The group starts when its host arrives. Please try again in a moment.",
    full: "The group is full.",
    locked: "The group is locked.",
    internal: "Something went wrong on the server. Please try again.",
    kicked: (by: string, reason: string) =>
      (by === "" ? "You were removed from the group" : `${by} has removed you from the group`) +
      (reason === "" ? "." : `: ${reason}`),
    lostForGood: "The connection was lost and could not be restored. Join again to go on.",
    share: "The screen cannot be shared.",
    shareDenied: "Your system does not allow this browser to share the screen.",
    mayNotPresent: "You may not send audio or video in this group.",
    publish: "Your stream could not be sent. Trying again…",
    publishRefused: "The server has stopped your stream.",
    receive: (name: string) => `The stream of ${name} could not be received.`,
    autoplay: "Your browser is holding back the sound.",
    autoplayAction: "Play sound",
    speaker: "The speaker cannot be used.",
    fromServer: (value: string) => value.charAt(0).toUpperCase() + value.slice(1),
    fromPerson: (name: string, value: string) => `${name}: ${value}`,
  },

  /** Sentences of the server (of Galène too) that can be said better. */
  server: {
    "permission denied": "You may not send audio or video in this group.",
    "not authorised": "You may not do this.",
    "user unknown": "This person is not here any more.",
    "no such user": "This person is not here any more.",
    "join a group first": "You are not in the group any more.",
  },

  room: {
    reconnecting: "Reconnecting…",
    reconnected: "You are connected again.",
    you: "You",
    nameAndYou: (name: string) => name === "" ? "You" : `${name} (you)`,
    anonymous: "Anonymous",
    tile: (name: string, label: string) =>
      label === "screenshare"
        ? `Screen of ${name}`
        : label === "video"
        ? `Video of ${name}`
        : `Camera of ${name}`,
    screenOf: (name: string) => `${name} · screen`,
    muted: "Muted",
    connecting: "Connecting…",
    interrupted: "Connection interrupted",
    stage: "Participants",
    aloneTitle: "You are the only one here",
    aloneHint: "Others can join with this link:",
    quietTitle: (count: number) => `${count} people are here`,
    quietHint: "Nobody is sending sound or pictures just now.",
    copyLink: "Copy link",
    linkCopied: "The link is copied.",
    linkNotCopied: "The link could not be copied. Mark it and copy it by hand.",
    enlarge: "Enlarge",
    shrink: "Back to the others",
    fullscreen: "Full screen",
    stopThisShare: "Stop this share",
    mutedBy: (name: string) =>
      name === "" ? "Your microphone was muted." : `${name} has muted your microphone.`,
    joined: (name: string) => `${name} has joined`,
    left: (name: string) => `${name} has left`,
    close: "Close",
    dismiss: "Dismiss",
    controls: "Controls",
  },

  network: {
    grades: { good: "Good connection", weak: "Weak connection", bad: "Bad connection" },
    ownUp: "Your connection is slow: others see you in low quality.",
    ownDown: "Your connection is slow: you see others in low quality.",
    ownDownBad: "Your connection is very slow: video is paused where needed to keep the sound.",
    ownBad: "Your connection is very bad: sound and pictures may break up.",
    unstable: (name: string) => `${name}’s connection is unstable`,
    paused: "Video paused to keep the sound",
  },

  details: {
    open: "Details",
    title: (name: string) => `Details: ${name}`,
    measuring: "Measuring…",
    quality: "Show at most",
    pins: { automatic: "Automatic", medium: "Medium", low: "Low" },
    picture: "Picture",
    layers: { l: "Small layer", m: "Medium layer", h: "Large layer" },
    nothing: "Nothing is sent just now",
    sound: "Sound",
    loss: "Lost packets",
    roundTrip: "Round trip",
    size: (width: number, height: number) => `${width}\u00a0×\u00a0${height}`,
    rate: (bps: number) =>
      bps >= 1e6 ? `${(bps / 1e6).toFixed(1)}\u00a0Mb/s` : `${Math.round(bps / 1000)}\u00a0kb/s`,
    perSecond: (frames: number) => `${Math.round(frames)}\u00a0pictures/s`,
    percent: (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`,
    milliseconds: (ms: number) => `${ms} ms`,
    unknown: "unknown",
  },

  command: {
    mute: "Mute microphone",
    unmute: "Unmute microphone",
    muteShort: "Mute",
    unmuteShort: "Unmute",
    cameraOn: "Turn camera on",
    cameraOff: "Turn camera off",
    cameraShort: "Camera",
    share: "Share screen",
    shareShort: "Share",
    stopSharing: "Stop sharing",
    stopShort: "Stop",
    chat: "Chat",
    members: "Members",
    settings: "Settings",
    leave: "Leave",
    withKey: (label: string, key: string) => `${label} (${key.toUpperCase()})`,
  },

  keys: {
    microphone: "microphone",
    camera: "camera",
    share: "share screen",
    chat: "chat",
    members: "members",
    settings: "settings",
  },

  slash: {
    help: "list these commands",
    me: "say what you are doing",
    msg: "write to one person alone",
    leave: "leave the group",
    share: "share a screen",
    unshare: "stop sharing screens",
    unknown: (word: string) => `There is no command /${word}. Write /help for a list.`,
    notNow: (word: string) => `/${word} is not possible just now.`,
    noRecipient: (name: string) => `There is nobody called “${name}” here.`,
    usageMsg: "Write /msg NAME TEXT; put a name with blanks in quotation marks.",
  },

  chat: {
    title: "Chat",
    message: "Message",
    placeholder: "Write a message",
    send: "Send",
    empty: "No messages yet",
    emptyHint: "What you write here is seen by everybody in the group.",
    to: (name: string) => `Only to ${name}`,
    toAll: "Write to everybody again",
    privateFrom: "to you alone",
    privateTo: (name: string) => `to ${name} alone`,
    server: "Server",
    unread: (count: number) => count === 1 ? "1 unread message" : `${count} unread messages`,
    newMessages: "New messages",
    offline: "You can write again once the connection is back.",
    notAllowed: "You may not write in this group.",
    heard: (name: string, message: string) => `${name}: ${message}`,
    close: "Close chat",
  },

  members: {
    title: "Members",
    count: (count: number) => count === 1 ? "1 person" : `${count} people`,
    operator: "Host",
    recorder: "Recording",
    camera: "Camera on",
    microphone: "Microphone on",
    screen: "Sharing a screen",
    write: (name: string) => `Write to ${name} privately`,
    close: "Close members",
  },

  settings: {
    title: "Settings",
    close: "Close settings",
    devices: "Devices",
    quality: "Quality",
    appearance: "Appearance",
    send: "Send",
    sendHint: "Lower this if your connection is slow",
    sendLevels: {
      lowest: "Lowest (150 kb/s)",
      low: "Low (300 kb/s)",
      normal: "Normal (700 kb/s)",
      unlimited: "Automatic",
    },
    receive: "Receive",
    receiveHint: "Less to receive also saves battery",
    receiveWishes: {
      "": "Nothing",
      "audio": "Audio only",
      "screenshare": "Screen share only",
      "everything-low": "Low quality",
      "everything": "Everything",
    },
    theme: "Theme",
    themes: { system: "Same as the system", light: "Light", dark: "Dark" },
    mirror: "Mirror my own picture",
    mirrorHint: "Others always see you the right way round",
    shortcuts: "Keyboard shortcuts",
    shortcutsHint: (keys: string) => `Single letters: ${keys}`,
    lighter: "Switch to the light theme",
    darker: "Switch to the dark theme",
  },
} as const;
