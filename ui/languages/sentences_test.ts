/**
 * Words for people stand in the message files alone.
 * @module
 */
import { assert, assertEquals } from "../../tests/assert.ts";
import { createSource, readSources, type Source } from "../../tests/architecture/source.ts";

const ROOT = new URL("../..", import.meta.url).pathname;

/** Files whose words nobody reads but those who build the program. */
const OTHERS =
  /^(?!ui\/)|^ui\/(?:languages|styleguide|dist|client\/example|blur\/.*shaders)|_test\.tsx?$|^ui\/build/;

/** Attributes that are read aloud or shown. */
const ATTRIBUTE =
  /\b(?:aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label|hint)="([^"]*\p{L}{2,}[^"]*)"/gu;

/** What stands between tags, or a tag and an expression. */
const BETWEEN_TAGS =
  /(?<=[^=]>|\})\s*([^<>{}()=;|&[\]?]*\p{L}{2,}[^<>{}()=;|&[\]?]*)\s*(?=<\/|<[a-zA-Z]|\{)/gu;

/** What looks like words between tags, but is the code between two braces. */
const CODE =
  /^(?:[:,`]|(?:async|catch|const|else|export|finally|function|interface|return|type)\b)/;

/** A string with a capital letter and three words or more, or two and a full stop. */
const SENTENCE =
  /(["`])(\p{Lu}[\p{L}’']*,?(?: [\p{L}\d’'“”,:–$\{}.()-]+){2,}[.?!…]?|\p{Lu}\p{L}* [\p{L}’']+[.?!…])\1/gu;

/** Words in a source that people would read. */
function wordsIn(source: Source): string[] {
  const found: string[] = [];
  if (source.path.endsWith(".tsx")) {
    for (const [, words] of source.uncommented.matchAll(ATTRIBUTE)) found.push(words!);
    for (const [, words] of source.code.matchAll(BETWEEN_TAGS)) {
      if (!CODE.test(words!)) found.push(words!.trim());
    }
  }
  for (const match of source.uncommented.matchAll(SENTENCE)) {
    // What a broken invariant says is for the console.
    if (/\b\w*Error\(\s*$/.test(source.uncommented.slice(0, match.index))) continue;
    found.push(match[2]!);
  }
  return found;
}

/** Texts that a constant of a module reads, which would stay in the language of the first moment. */
function frozenIn(source: Source): string[] {
  // Up to the first function: what stands there is read while the module loads.
  const constants =
    /^(?:export )?const \w+[^=]*=(?!>)((?:(?!=>|\bfunction\b)[^])*?)(?=^\S|=>|(?![^]))/gm;
  return [...source.code.matchAll(constants)].flatMap(([, value]) =>
    [...value!.matchAll(/(?<!typeof )\b(?:text|adminText)\.\w+/g)].map(([words]) => words)
  );
}

Deno.test("no text is read while a module loads", () => {
  const offences = readSources(ROOT, [".ts", ".tsx"])
    .filter(({ path }) => path.startsWith("ui/") && !path.endsWith("_test.ts"))
    .flatMap((source) => frozenIn(source).map((words) => `${source.path}: ${words}`));
  assertEquals(offences, [], "\n" + offences.join("\n"));
  const found = (code: string) => frozenIn(createSource("ui/a.ts", code)).length > 0;
  assert(found("const A = {\n  a: text.chat.title,\n};\n"));
  assert(found("export const A: string = adminText.keys.title;\nconst b = 1;\n"));
  assert(found("const A: readonly { a: 1; b: 2 }[] =\n  [\n    { a: text.b.c },\n  ];\n"));
  assert(!found("const A = () => text.chat.title;\nconst b = 1;\n"));
  assert(!found("const A = {\n  a: () => text.chat.title,\n};\n"));
  assert(!found("function a() {\n  const b = text.chat.title;\n}\n"));
});

Deno.test("no sentence stands outside of the message files", () => {
  const offences = readSources(ROOT, [".ts", ".tsx"])
    .filter(({ path }) => !OTHERS.test(path))
    .flatMap((source) => wordsIn(source).map((words) => `${source.path}: ${words}`));
  assertEquals(offences, [], "\n" + offences.join("\n"));
});

Deno.test("words are found wherever they would be shown", () => {
  const examples = [
    '<p class="a">Hello</p>',
    "<p>{name} has joined</p>",
    "<p>\n  Hello there, you\n</p>",
    '<button aria-label="Close" />',
    'const a = "You have joined.";',
    "const a = `You have ${count} messages`;",
  ];
  for (const example of examples) {
    assert(wordsIn(createSource("ui/a.tsx", example)).length > 0, example);
  }
  const innocent = [
    '<p class="hello there" role="status">{text.hello}</p>',
    "const a = useRef<HTMLElement>(null); if (b < c) return <a />;",
    'throw new Error("This is for the console.");',
    "// Hello there, you.\n",
  ];
  for (const example of innocent) {
    assertEquals(wordsIn(createSource("ui/a.tsx", example)), [], example);
  }
});
