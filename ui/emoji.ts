/**
 * The emoji that can be chosen, by names whose words are `text.emoji.names`.
 * @module
 */
import { text } from "./text.ts";

/** What an emoji is called here. */
export type EmojiName = keyof typeof text.emoji.names;

/** All of them, in the order in which they are offered. */
// deno-fmt-ignore
export const EMOJI: Readonly<Record<EmojiName, string>> = {
  smile: "🙂", grin: "😀", joy: "😂", rofl: "🤣", wink: "😉", blush: "😊", cool: "😎", hearts: "😍",
  hug: "🤗", thinking: "🤔", neutral: "😐", roll: "🙄", sweat: "😅", sleepy: "😴", confused: "😕", worried: "😟",
  sad: "🙁", cry: "😢", angry: "😠", shock: "😱", surprised: "😮", mindBlown: "🤯", party: "🥳", nerd: "🤓",
  monocle: "🧐", sick: "🤒", salute: "🫡", upsideDown: "🙃", yes: "👍", no: "👎", clap: "👏", wave: "👋",
  raised: "✋", ok: "👌", thanks: "🙏", fingers: "🤞", strong: "💪", point: "☝️", shrug: "🤷", facepalm: "🤦",
  eyes: "👀", brain: "🧠", heart: "❤️", broken: "💔", star: "⭐", sparkles: "✨", fire: "🔥", hundred: "💯",
  celebration: "🎉", gift: "🎁", cake: "🎂", balloon: "🎈", trophy: "🏆", medal: "🥇", rocket: "🚀", bulb: "💡",
  book: "📚", pencil: "✏️", memo: "📝", calendar: "📅", clock: "🕐", hourglass: "⏳", chart: "📈", ruler: "📐",
  microscope: "🔬", flask: "🧪", atom: "⚛️", computer: "💻", telephone: "📞", camera: "📷", microphone: "🎤", speaker: "🔊",
  mute: "🔇", bell: "🔔", link: "🔗", pin: "📌", search: "🔍", lock: "🔒", key: "🔑", tools: "🛠️",
  bug: "🐛", check: "✅", cross: "❌", question: "❓", exclamation: "❗", warning: "⚠️", plus: "➕", right: "➡️",
  coffee: "☕", tea: "🍵", pizza: "🍕", apple: "🍎", sun: "☀️", rain: "☔", snow: "❄️", rainbow: "🌈",
  tree: "🌳", flower: "🌷", dog: "🐶", cat: "🐱", globe: "🌍", music: "🎵", art: "🎨", football: "⚽",
};

const NAMES = Object.keys(EMOJI) as EmojiName[];

/** Those with all words of `wanted` in their names, in the person's language; all of them if there are none. */
export function findEmoji(wanted: string): EmojiName[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  return NAMES.filter((name) => {
    const own = plain(text.emoji.names[name]);
    return words.every((word) => own.includes(word));
  });
}

/** Without capitals and accents, and with the letters that keyboards of other languages lack written as two. */
function plain(value: string): string {
  return value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("ß", "ss");
}
