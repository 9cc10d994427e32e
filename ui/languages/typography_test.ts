/**
 * French, German and Arabic are set as their readers are used to; what is invisible here is easily lost by an editor.
 * @module
 */
import { assertEquals } from "../../tests/assert.ts";
import { inLocale } from "./in_locale.ts";

/** All texts of a record, and what its functions make of words and of numbers. */
function sentencesIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") {
    return ["Qx", 1, 5].flatMap((argument) => {
      try {
        return [String(value(...Array(value.length).fill(argument)))];
      } catch (error) {
        if (error instanceof TypeError) return [];
        throw error;
      }
    });
  }
  return Object.values(value as object).flatMap(sentencesIn);
}

async function sentencesOf(language: "fr" | "de" | "ar"): Promise<string[]> {
  const { room } = await import(`./${language}/room.ts`);
  const { admin } = await import(`./${language}/admin.ts`);
  const { doctor } = await import(`./${language}/doctor.ts`);
  return inLocale(language, () => sentencesIn({ room, admin, doctor }));
}

/** Signs without their no-break space, with the wrong one, or with one that breaks; JSON keeps its own. */
const FRENCH_FAULT =
  /(?:[^\u202f]|^)[;!?](?=\s|$)|(?:[^\u00a0"]|^):(?=\s|$)|(?:[^\u00a0]|^)»|«(?!\u00a0)|[“”„'‘]|\.{3}/u;

/** Quotation marks of other languages, and what typewriters wrote. */
const GERMAN_FAULT = /[«»”'’]|„[^“]*$|\s[;:!?]|\.{3}/u;

/** Marks of other scripts after Arabic letters, their quotation marks and digits, and isolates that do not end. */
const ARABIC_FAULT =
  /\p{Script=Arabic}[,;?]|[“”„'‘’]|[٠-٩]|\.{3}|\s[،؛؟:!]|\u2066[^\u2069]*$|^[^\u2066]*\u2069/u;

Deno.test("French has its no-break spaces and its quotation marks", async () => {
  assertEquals((await sentencesOf("fr")).filter((text) => FRENCH_FAULT.test(text)), []);
});

Deno.test("German has its quotation marks, and no space before other marks", async () => {
  assertEquals((await sentencesOf("de")).filter((text) => GERMAN_FAULT.test(text)), []);
});

Deno.test("Arabic has its own marks, and Latin digits", async () => {
  assertEquals((await sentencesOf("ar")).filter((text) => ARABIC_FAULT.test(text)), []);
});

Deno.test("wrong spaces and marks are found", () => {
  for (
    const text of ["Oui !", "Oui!", "À : vous", "À: vous", "« Oui »", "“Oui”", "l'un", "Et..."]
  ) {
    assertEquals([FRENCH_FAULT.test(text), text], [true, text]);
  }
  for (
    const text of ["Oui\u202f!", "À\u00a0: vous", "«\u00a0Oui\u00a0»\u202f?", "https://a.fr/?b"]
  ) {
    assertEquals([FRENCH_FAULT.test(text), text], [false, text]);
  }
  for (const text of ["“Ja”", "„Ja”", "Ja !", "geht's", "Und..."]) {
    assertEquals([GERMAN_FAULT.test(text), text], [true, text]);
  }
  assertEquals(GERMAN_FAULT.test("Ist „Ja“ gemeint?"), false);
  for (
    const text of ["نعم?", "نعم, لا", "“نعم”", "٥ دقائق", "نعم ؟", "\u2066/help", "/help\u2069"]
  ) {
    assertEquals([ARABIC_FAULT.test(text), text], [true, text]);
  }
  assertEquals(ARABIC_FAULT.test("هل «نعم»؟ \u2066a, b?\u2069، 5:"), false);
});
