import { assertEquals } from "../../tests/assert.ts";
import { isolate, isolateArguments, leftToRight } from "./bidi.ts";
import { direction } from "./locale.ts";

Deno.test("a Latin name in an English sentence stays as it is", () => {
  assertEquals(isolate("Ada Lovelace (2)"), "Ada Lovelace (2)");
  assertEquals(leftToRight("[::1]:8443"), "[::1]:8443");
});

Deno.test("a name from right to left keeps to itself, and cannot turn what is around it", () => {
  assertEquals(isolate("ليلى"), "\u2068ليلى\u2069");
  assertEquals(isolate("\u202eadA\u2069\u2069"), "adA");
  assertEquals(isolate("ل\u2069\u202e1"), "\u2068ل1\u2069");
});

Deno.test("in a page from right to left all but plain words and addresses keep to themselves", () => {
  direction.value = "rtl";
  try {
    assertEquals(isolate("Ada (2)"), "\u2068Ada (2)\u2069");
    assertEquals(isolate("screenshare"), "screenshare");
    assertEquals(isolate("https://example.org/group/a/"), "https://example.org/group/a/");
    assertEquals(isolate(""), "");
    assertEquals(leftToRight("[::1]:8443"), "\u200e[::1]:8443\u200e");
    assertEquals(isolate(leftToRight("[::1]:8443")), "\u2068\u200e[::1]:8443\u200e\u2069");
  } finally {
    direction.value = "ltr";
  }
});

Deno.test("functions in records of records isolate the texts that they are given, and leave numbers", () => {
  const texts = isolateArguments({
    plain: "a",
    deep: { said: (name: string, count: number) => `${name}: ${count + 1}` },
  }) as { plain: string; deep: { said(name: string, count: number): string } };
  assertEquals(texts.plain, "a");
  assertEquals(texts.deep.said("ليلى", 1), "\u2068ليلى\u2069: 2");
});
