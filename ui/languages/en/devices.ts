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
} as const;

/** What stands behind a person. */
export const backgroundText = {
  label: "Background",
  options: { none: "As it is", blur: "Blurred", picture: "A picture" },
  choose: "Choose a picture",
  badPicture: "This file is not a picture that can be used.",
} as const;
