/**
 * What people do again and again in the room: write, and choose from menus and lists.
 * @module
 */
import { named, type Person, press } from "./meeting.ts";

/** Writes something in the chat, which is opened first if it is not. */
export async function say(person: Person, words: string): Promise<void> {
  const field = named("Message", "textbox");
  if (await person.page.$(field) === null) await press(person, "Chat");
  await person.page.locator(field).fill(words);
  await press(person, "Send");
}

/** Writes into a field, in place of what it holds. */
export async function fill(person: Person, field: string, words: string): Promise<void> {
  await person.page.locator(named(field, "textbox")).fill(words);
}

/** Opens a menu by its button, and chooses an item of it. */
export async function choose(person: Person, menu: string, item: string): Promise<void> {
  await press(person, menu);
  await person.page.locator(named(item, "menuitem")).click();
}

/** Chooses from a list by the value of the option. */
export async function select(person: Person, list: string, value: string): Promise<void> {
  const element = await person.page.waitForSelector(named(list, "combobox"));
  await element!.select(value);
  await element!.dispose();
}
