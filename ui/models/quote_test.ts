import { assertEquals } from "../../tests/assert.ts";
import { splitQuote, withQuote } from "./quote.ts";

Deno.test("a reply is taken apart into what was put together", () => {
  const sent = withQuote({ name: "Ada", text: "Is the end of a flute\na fixed one?" }, "No, open.");
  assertEquals(sent, "> Ada: Is the end of a flute a fixed one?\nNo, open.");
  assertEquals(splitQuote(sent), {
    quote: { name: "Ada", text: "Is the end of a flute a fixed one?" },
    text: "No, open.",
  });
  const nameless = withQuote({ name: "", text: "hm" }, "two\nlines");
  assertEquals(splitQuote(nameless), { quote: { name: "", text: "hm" }, text: "two\nlines" });
});

Deno.test("of a long text only the beginning is quoted, and no sign is cut in half", () => {
  const sent = withQuote({ name: "Ada", text: "🎉".repeat(500) }, "ok");
  const { quote } = splitQuote(sent);
  assertEquals(quote?.text, "🎉".repeat(80) + "…");
  assertEquals(withQuote({ name: "", text: "x" + "🎉".repeat(500) }, "ok").isWellFormed(), true);
});

Deno.test("quotations by hand are understood, in several lines too", () => {
  assertEquals(splitQuote("> one\n> two\n\nthree"), {
    quote: { name: "", text: "one\ntwo" },
    text: "three",
  });
  assertEquals(splitQuote(">one\nthree").quote, { name: "", text: "one" });
});

Deno.test("what has no words of its own, or is no quotation, stays as it is", () => {
  for (
    const text of [
      "> one",
      ">_<",
      "a > b",
      ">\nb",
      "> \n> \nb",
      ">".repeat(30).replaceAll(">", ">a\n") + "b",
      "",
    ]
  ) {
    assertEquals(splitQuote(text), { quote: null, text });
  }
});
