/**
 * The people in the pictures of the manual, and what they do there.
 * @module
 */
import { STEP_TIMEOUT_MS } from "./browsers.ts";
import { joinRoom, type Meeting, named, type Person, press, untilShown } from "./meeting.ts";
import { plantPortrait, type Portrait } from "./portrait.ts";

/** Who holds the lectures, and by which password. */
export const HOST = "Dr. Clara Weiss";
export const PASSWORD = "a good one";

const PORTRAITS: Readonly<Record<string, Portrait>> = {
  [HOST]: { wall: "#7d8fa8", clothes: "#2e3f5c", hair: "#3b2a20", skin: "#e3b894" },
  "Amara": { wall: "#b58a63", clothes: "#9b2f3f", hair: "#17120f", skin: "#7a4a30" },
  "Jonas": { wall: "#6f8f7a", clothes: "#3f6f5a", hair: "#b98a4a", skin: "#edc6a4" },
  "Mei": { wall: "#a39abf", clothes: "#5a4a86", hair: "#14131a", skin: "#e8c39c" },
  "Karim": { wall: "#8a8478", clothes: "#c2a14a", hair: "#1c1512", skin: "#b98259" },
  "Sofía": { wall: "#9fb3b0", clothes: "#c46a4a", hair: "#5b3320", skin: "#dcae88" },
  "د. ليلى منصور": { wall: "#7d8fa8", clothes: "#2f6f73", hair: "#2a1d16", skin: "#d3a27a" },
  "يوسف": { wall: "#b58a63", clothes: "#3d4f7a", hair: "#17120f", skin: "#b98259" },
  "سلمى": { wall: "#a39abf", clothes: "#8f3f5f", hair: "#3b2a20", skin: "#e3b894" },
  "أحمد": { wall: "#6f8f7a", clothes: "#6b5a3a", hair: "#0f0d0c", skin: "#8a5a3a" },
};

/** A group with a host who has a password; everybody else may come and present. */
export function hosted(host: string, more: Readonly<Record<string, unknown>>): unknown {
  return {
    "users": { [host]: { "password": PASSWORD, "permissions": "op" } },
    "wildcard-user": { "password": { "type": "wildcard" }, "permissions": "present" },
    ...more,
  };
}

/** Opens the page of a group for somebody with a face, and stays at the door. */
export async function arrive(
  { open, server }: Meeting,
  name: string,
  group: string,
): Promise<Person> {
  const person = await open(name, `${server.origin}/`);
  const portrait = PORTRAITS[name];
  if (portrait !== undefined) await person.page.evaluateOnNewDocument(plantPortrait, portrait);
  await person.page.goto(`${server.origin}/group/${group}/`);
  return person;
}

/** Comes in with the camera on; the microphone, too, for who is to speak. */
export async function come(
  meeting: Meeting,
  name: string,
  group: string,
  microphone = false,
): Promise<Person> {
  const person = await arrive(meeting, name, group);
  await joinRoom(person, { microphone });
  return person;
}

/** Comes in as the host, who speaks. */
export async function comeAsHost(person: Person): Promise<void> {
  await joinRoom(person, { microphone: true, password: PASSWORD });
}

/** Asks to come in where people wait at the door. */
export async function knock(person: Person): Promise<void> {
  await fill(person, "Your name", person.name);
  await person.page.locator(named("Camera", "switch")).click();
  await press(person, "Join");
  await untilShown(person, "Waiting for the host");
}

/** Writes into a field. */
export async function fill(person: Person, field: string, words: string): Promise<void> {
  await person.page.locator(named(field, "textbox")).fill(words);
}

/** Writes to everybody; the chat stays open. */
export async function say(person: Person, words: string): Promise<void> {
  if (await person.page.$("#panel-chat") === null) await press(person, "Chat");
  await fill(person, "Message", words);
  await press(person, "Send");
}

/** Chooses something of the menu that a button opens. */
export async function choose(person: Person, button: string, item: string): Promise<void> {
  await press(person, button);
  await chooseItem(person, item);
}

/** Chooses something of the menu that is open. */
export async function chooseItem({ page }: Person, item: string): Promise<void> {
  await page.locator(`::-p-xpath(//*[starts-with(@role, "menuitem")][contains(., "${item}")])`)
    .click();
}

/** Waits until somebody sees so many pictures, each as sharp as its place asks for, and nothing passes by. */
export async function untilPictures({ page }: Person, count: number): Promise<void> {
  for (const button of await page.$$(".toast .icon-button")) await button.click();
  await page.waitForFunction(
    (count) => {
      const videos = [...document.querySelectorAll("video")];
      // The cameras have 640 columns.
      const isSharp = ({ videoWidth, clientWidth }: HTMLVideoElement) =>
        videoWidth >= Math.min(640, 0.6 * clientWidth);
      return videos.length === count && videos.every((one) => one.videoWidth > 0 && isSharp(one));
    },
    { timeout: STEP_TIMEOUT_MS },
    count,
  );
}

/** Waits until the microphone of somebody at the door hears something. */
export async function untilHeard({ page }: Person): Promise<void> {
  await page.waitForFunction(
    () => {
      const meter = document.querySelector<HTMLElement>(".level-meter");
      return meter !== null && Number(meter.style.getPropertyValue("--level")) > 0.3;
    },
    { timeout: STEP_TIMEOUT_MS, polling: "raf" },
  );
}
