import { assert, assertEquals } from "../tests/assert.ts";
import { findLinks } from "./links.ts";

function linked(text: string): string[] {
  return findLinks(text).filter((part) => part.href !== undefined).map((part) => part.text);
}

Deno.test("addresses are found and the rest stays text", () => {
  assertEquals(findLinks("see https://example.org/a?b=c#d now"), [
    { text: "see " },
    { text: "https://example.org/a?b=c#d", href: "https://example.org/a?b=c#d" },
    { text: " now" },
  ]);
});

Deno.test("punctuation and foreign brackets do not belong to an address", () => {
  assertEquals(linked("Is it https://example.org/?"), ["https://example.org/"]);
  assertEquals(linked("(https://example.org/a)."), ["https://example.org/a"]);
  assertEquals(linked("https://en.wikipedia.org/wiki/Galen_(physician),"), [
    "https://en.wikipedia.org/wiki/Galen_(physician)",
  ]);
});

Deno.test("only http and https become links", () => {
  const text = "javascript:alert(1) ftp://example.org mailto:a@b data:text/html,x xhttp://";
  assertEquals(findLinks(text), [{ text }]);
});

Deno.test("an address that is nothing but brackets and signs takes no time worth noticing", () => {
  // A million of them: what takes quadratic time does not end within the test's life.
  for (const ending of [")", ".", ").", "]:)"]) {
    const text = "https://example.org/a" + ending.repeat(1_000_000 / ending.length);
    assertEquals(linked(text), ["https://example.org/a"]);
    assertEquals(findLinks(text + "x").map((part) => part.text).join(""), text + "x");
  }
});

Deno.test("markup is text", () => {
  assertEquals(linked('<a href="https://example.org/x">'), ["https://example.org/x"]);
  assertEquals(findLinks("<script>1</script>"), [{ text: "<script>1</script>" }]);
});

Deno.test("no text is lost, whatever it is", () => {
  const pieces = [
    "https://",
    "http://a.b",
    " ",
    ").",
    "[",
    "]",
    "é",
    "<",
    "\n",
    "...",
    "://",
    "😀",
  ];
  let seed = 7;
  for (let round = 0; round < 5000; round++) {
    let text = "";
    for (let n = 0; n < 8; n++) {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      text += pieces[(seed >> 8) % pieces.length];
    }
    const parts = findLinks(text);
    assertEquals(parts.map((part) => part.text).join(""), text);
    for (const part of parts) {
      assert(part.href === undefined || /^https?:/.test(part.href), part.href);
    }
  }
});
