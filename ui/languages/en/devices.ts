/**
 * English: cameras, microphones, speakers and backgrounds.
 * @module
 */

/** Cameras, microphones and speakers. */
export const deviceText = {
  camera: "Camera",
  microphone: "Microphone",
  speaker: "Speaker",
  systemDefault: "System default",
  unnamed: (kind: string, number: number) => `${kind} ${number}`,
  lost: {
    camera: (name: string) =>
      `${name} was disconnected, and your camera is off. Everything else goes on.`,
    microphone: (name: string) =>
      `${name} was disconnected, and nobody hears you. Everything else goes on.`,
    speaker: (name: string) =>
      `${name} was disconnected. You hear everything on the system’s speaker.`,
  },
  withdrawn: {
    camera: "This page may not use your camera any more, and it is off.",
    microphone: "This page may not use your microphone any more, and nobody hears you.",
  },
  replaced: (name: string, instead: string) =>
    `${name} was disconnected. ${instead} is used instead.`,
  back: (name: string) => `${name} is connected again.`,
  backInUse: (name: string) => `${name} is connected again, and in use.`,
  allowed: {
    camera: "This page may use your camera now.",
    microphone: "This page may use your microphone now.",
  },
  found: {
    camera: "There is a camera now.",
    microphone: "There is a microphone now.",
  },
  turnOn: { camera: "Turn camera on", microphone: "Turn microphone on" },
  tryAgain: "Try again",
  asking: {
    camera: "Your browser may ask whether this page may use your camera: allow it.",
    microphone: "Your browser may ask whether this page may use your microphone: allow it.",
  },
  testSound: "Play a test sound",
  testSoundFailed: "The test sound cannot be played on this speaker.",
  chooseSpeaker: "Choose a speaker",
  hearMyself: "Hear myself",
  recording: "Speak now…",
  playing: "This is how you sound",
  suggestion: {
    camera: "This group suggests that you come in with your camera on.",
    microphone: "This group suggests that you come in with your microphone on.",
    both: "This group suggests that you come in with camera and microphone on.",
  },
  follow: "Turn on",
  problem: {
    denied: {
      camera: "This page may not use your camera.",
      microphone: "This page may not use your microphone.",
    },
    missing: {
      camera: "No camera was found. Connect one: it starts by itself then.",
      microphone: "No microphone was found. Connect one: it starts by itself then.",
    },
    busy: {
      camera:
        "The camera cannot be started. Perhaps another program or another tab is using it: close that, then try again.",
      microphone:
        "The microphone cannot be started. Perhaps another program is using it: close that, then try again.",
    },
    insecure: {
      camera: "Browsers allow cameras only on secure pages: open this page with https.",
      microphone: "Browsers allow microphones only on secure pages: open this page with https.",
    },
    background: {
      camera:
        "The background cannot be changed on this device, so that your camera was turned off. Choose “As it is” to use the camera.",
      microphone: "The microphone cannot be started.",
    },
    other: {
      camera: "The camera cannot be started.",
      microphone: "The microphone cannot be started.",
    },
  },
  /** How to allow again what was forbidden, by browser. */
  allowing: {
    chromium:
      "To allow it, press the sign at the left of the address, and switch it on there. It starts by itself then.",
    firefox:
      "To allow it, press the crossed-out sign at the left of the address, remove the block, then try again.",
    safari:
      "To allow it, open Settings for this website in Safari’s menu (on an iPhone: the sign at the left of the address), choose Allow, then try again.",
    android:
      "To allow it, press the sign at the left of the address, then Permissions. If that does not help, allow it to the browser in the system’s settings, under Apps.",
    other: "Allow it in the settings of your browser, then try again.",
  },
  /** Where the system itself may forbid it to the browser. */
  system: "If that does not help, the system’s privacy settings may forbid it to the browser.",
} as const;

/** What stands behind a person. */
export const backgroundText = {
  label: "Background",
  options: { none: "As it is", blur: "Blurred", picture: "A picture" },
  choose: "Choose a picture",
  badPicture: "This file is not a picture that can be used.",
} as const;
