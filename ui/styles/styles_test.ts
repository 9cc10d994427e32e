/**
 * Style sheets follow the direction of the language, and take their colours from the design tokens.
 * @module
 */
import { assertEquals } from "../../tests/assert.ts";

const UI = new URL("../", import.meta.url);

/** Lines that name a side of the screen on purpose: the safe areas of a phone are where they are, whatever is written. */
const ON_PURPOSE = /safe-(?:left|right)|\/\* physical/;

async function* files(endings: string, folder = ""): AsyncGenerator<[path: string, text: string]> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, UI))) {
    const path = folder + name;
    if (isDirectory && name !== "dist") yield* files(endings, `${path}/`);
    else if (name.endsWith(endings)) yield [path, await Deno.readTextFile(new URL(path, UI))];
  }
}

/** Whether a declaration names left or right, openly or by the order of four values. */
function isPhysical(property: string, value: string): boolean {
  if (/(?:^|-)(?:left|right)(?:-|$)/.test(property)) return true;
  if (/^(?:text-align|float|clear)$/.test(property) && /left|right/.test(value)) return true;
  if (/^transform$|^translate$/.test(property)) {
    // Movement to the side goes by `--forward`, which is -1 from right to left.
    const sideways = /translateX\(|translate\(\s*[^,)]*[1-9v]|^-?[\d.]*[1-9]/.test(value);
    return sideways && !/var\(--forward\)/.test(value);
  }
  if (!/^(?:margin|padding|inset|border-width|border-radius|scroll-margin)$/.test(property)) {
    return false;
  }
  const values = partsOf(value);
  if (property === "border-radius") {
    const [a, b, c, d] = [
      values[0],
      values[1] ?? values[0],
      values[2] ?? values[0],
      values[3] ?? values[1] ?? values[0],
    ];
    return a !== b || c !== d;
  }
  return values.length === 4 && values[1] !== values[3];
}

/** The parts of a value, with what is in brackets kept together. */
function partsOf(value: string): string[] {
  return value.match(/(?:[^\s()]+(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?)+/g) ?? [];
}

function declarationsOf(text: string): { property: string; value: string; raw: string }[] {
  return [...text.matchAll(/(?<=[{;]\s*(?:\/\*[^*]*\*\/\s*)*)([a-z-]+):\s*([^;{}]+);([^\n]*)/g)]
    .map(
      ([raw, property, value]) => ({
        property: property!,
        value: value!.replace(/\s+/g, " "),
        raw: raw!,
      }),
    );
}

Deno.test("no style names left or right, so that all pages can be written from right to left", async () => {
  const offences: string[] = [];
  for await (const [path, text] of files(".css")) {
    for (const { property, value, raw } of declarationsOf(text)) {
      if (isPhysical(property, value) && !ON_PURPOSE.test(raw)) offences.push(`${path}: ${raw}`);
    }
  }
  assertEquals(offences, [], "\n" + offences.join("\n"));
});

Deno.test("colours stand in the design tokens alone", async () => {
  const offences: string[] = [];
  for await (const [path, text] of files(".css")) {
    if (path.endsWith("tokens.css")) continue;
    for (const { property, value } of declarationsOf(text)) {
      // The hue of an avatar is that of its name.
      if (/#[\da-f]{3,8}\b|\brgba?\(|\bhsl\((?!var\(--hue\))/i.test(value)) {
        offences.push(`${path}: ${property}: ${value}`);
      }
    }
  }
  assertEquals(offences, [], "\n" + offences.join("\n"));
});

Deno.test("what a style names of the tokens is there", async () => {
  const defined = new Set<string>();
  const used: [string, string][] = [];
  for await (const [path, text] of files(".css")) {
    for (const [, name] of text.matchAll(/(--[\w-]+)\s*:/g)) defined.add(name!);
    for (const [, name] of text.matchAll(/var\((--[\w-]+)\)/g)) used.push([path, name!]);
  }
  for await (const [, text] of files(".tsx")) {
    for (const [, name] of text.matchAll(/"(--[\w-]+)"/g)) defined.add(name!);
  }
  assertEquals(used.filter(([, name]) => !defined.has(name)), []);
});

Deno.test("physical declarations are told from logical ones", () => {
  for (
    const [property, value] of [
      ["margin-left", "1px"],
      ["right", "0"],
      ["border-top-left-radius", "1px"],
      ["text-align", "left"],
      ["margin", "0 1px 0 2px"],
      ["padding", "0 var(--a) 0 calc(1px + (2px))"],
      ["border-radius", "1px 2px"],
      ["transform", "translateX(1rem)"],
      ["transform", "translate(2px, 0)"],
    ] as const
  ) assertEquals(isPhysical(property, value), true, `${property}: ${value}`);
  for (
    const [property, value] of [
      ["margin-inline-start", "1px"],
      ["text-align", "start"],
      ["margin", "0 1px 0"],
      ["padding", "0 var(--a) 0 var(--a)"],
      ["border-radius", "1px 1px 0 0"],
      ["transform", "translateX(calc(1rem * var(--forward)))"],
      ["transform", "translateY(2px)"],
      ["transform", "scaleX(-1)"],
    ] as const
  ) assertEquals(isPhysical(property, value), false, `${property}: ${value}`);
});
