/**
 * docs/users.md names what the page shows, and its pictures are there and light.
 */
import { room } from "../ui/languages/en/room.ts";
import { doctor } from "../ui/languages/en/doctor.ts";
import { assert, assertEquals } from "./assert.ts";

const DOCS = new URL("../docs/", import.meta.url);
const MANUAL = Deno.readTextFileSync(new URL("users.md", DOCS));

/** In bytes; a page of them is to open quickly. */
const LARGEST_PICTURE = 150_000;

/** Bold words that are no words of the page. */
const OTHERS = new Set(["host"]);

/** All sentences of a record of texts, however deep; those with arguments aside. */
function sentencesIn(texts: object): string[] {
  return Object.values(texts).flatMap((value: unknown) => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? sentencesIn(value) : [];
  });
}

const bare = (words: string) => words.replace(/[….]$/, "");

Deno.test("every control that the manual for users names in bold is on the page", () => {
  const known = new Set([...sentencesIn(room), ...sentencesIn(doctor)].map(bare));
  // What begins a line of a list is the manual's own; it ends with a full stop, or goes on with words.
  const text = MANUAL.replaceAll(/\s+/g, " ").replaceAll(/- \*\*[^*]*[.?]\*\*/g, "");
  const named = [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => bare(words!));
  assert(named.length > 50, `${named.length} names are found`);
  assertEquals(named.filter((words) => !known.has(words) && !OTHERS.has(words)), []);
});

Deno.test("every picture of the manual is there, light, and described; and none lies about", () => {
  const shown = [
    ...MANUAL.matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g).map(([, alt, path]) => [alt, path]),
    ...MANUAL.matchAll(/<img\s+src="([^"]+)"[^>]*alt="([^"]+)"/g).map((
      [, path, alt],
    ) => [alt, path]),
  ];
  for (const [alt = "", path = ""] of shown) {
    assert(alt.length > 20, `${path}: ${alt}`);
    const { size } = Deno.statSync(new URL(path, DOCS));
    assert(size > 0 && size <= LARGEST_PICTURE, `${path}: ${size} bytes`);
  }
  const there = [...Deno.readDirSync(new URL("pictures/", DOCS))].map(({ name }) => name);
  assertEquals(shown.map(([, path]) => path!.replace("pictures/", "")).sort(), there.sort());
});
