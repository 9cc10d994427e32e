/**
 * English: the settings.
 * @module
 */

/** The settings. */
export const settingsText = {
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
  language: "Language",
  languageOfBrowser: "Same as the browser",
  lighter: "Switch to the light theme",
  darker: "Switch to the dark theme",
} as const;
