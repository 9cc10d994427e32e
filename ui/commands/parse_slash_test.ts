import { assertEquals } from "../../tests/assert.ts";
import { parseSlash, splitRecipient } from "./parse_slash.ts";

Deno.test("a slash makes a command, two make a text with one", () => {
  assertEquals(parseSlash("hello /me"), { word: null, rest: "hello /me" });
  assertEquals(parseSlash("/Me waves\nand leaves"), { word: "me", rest: "waves\nand leaves" });
  assertEquals(parseSlash("/leave"), { word: "leave", rest: "" });
  assertEquals(parseSlash("//etc/passwd"), { word: null, rest: "/etc/passwd" });
  assertEquals(parseSlash("/"), { word: "", rest: "" });
});

Deno.test("a recipient may be quoted or escaped", () => {
  assertEquals(splitRecipient("Bob hi there"), { recipient: "Bob", message: "hi there" });
  assertEquals(splitRecipient('"Ada L" hi'), { recipient: "Ada L", message: "hi" });
  assertEquals(splitRecipient("Ada\\ L hi"), { recipient: "Ada L", message: "hi" });
  assertEquals(splitRecipient("'a\"b' hi"), { recipient: 'a"b', message: "hi" });
  assertEquals(splitRecipient('"open'), { recipient: "open", message: "" });
  assertEquals(splitRecipient(""), { recipient: "", message: "" });
});
