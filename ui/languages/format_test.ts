import { assertEquals } from "../../tests/assert.ts";
import {
  formatByteRate,
  formatBytes,
  formatClock,
  formatList,
  formatMs,
  formatNumber,
  formatRate,
  formatShare,
  formatSize,
  formatSpan,
} from "./format.ts";
import { inLocale } from "./in_locale.ts";
import { plural } from "./plural.ts";

Deno.test("rates, shares, times and sizes are short", () => {
  assertEquals([0, 999, 1500, 999_499, 999_500, 1_250_000].map(formatRate), [
    "0 bit/s",
    "999 bit/s",
    "2 kb/s",
    "999 kb/s",
    "1 Mb/s",
    "1.3 Mb/s",
  ]);
  assertEquals([0, 0.0004, 0.0123, 0.5].map(formatShare), ["0%", "< 0.1%", "1.2%", "50%"]);
  assertEquals([0.25, 31.5].map(formatMs), ["0.3 ms", "32 ms"]);
  assertEquals([0, 12_345, 12_345_678, 3e9].map(formatBytes), [
    "0 byte",
    "12 kB",
    "12.3 MB",
    "3 GB",
  ]);
  assertEquals([12, 12_345, 12_345_678].map(formatByteRate), ["12 byte/s", "12 kB/s", "12.3 MB/s"]);
  assertEquals([0, 303, 3903.9, -1].map(formatSpan).map(bare), ["0:00", "5:03", "1:05:03", "0:00"]);
  assertEquals(bare(formatSize(1280, 720)), "1280\u00a0×\u00a0720");
});

Deno.test("numbers and lists follow the customs of the language", () => {
  inLocale("de", () => {
    assertEquals(formatNumber(1234.5), "1.234,5");
    assertEquals(formatRate(1_250_000).slice(0, 3), "1,3");
    assertEquals(formatByteRate(1_250_000), "1,3 MB/s");
    assertEquals(formatList(["a", "b", "c"], "or"), "a, b oder c");
    assertEquals(formatClock(Date.UTC(2026, 0, 1, 12)).length, "13:00".length);
  });
  inLocale("ar-EG-u-nu-latn", () => assertEquals(formatNumber(1234), "1,234"));
  inLocale("zh-Hans", () => assertEquals(formatList(["a", "b"]), "a和b"));
});

Deno.test("a count takes the form that its language has for it", () => {
  const forms = { zero: "z", one: "1", two: "2", few: "f", many: "m", other: "o" };
  const all = (tag: string) =>
    inLocale(tag, () => [0, 1, 2, 3, 11, 100].map((count) => plural(count, forms)).join(""));
  assertEquals(all("en"), "o1oooo");
  assertEquals(all("fr"), "11oooo");
  assertEquals(all("zh-Hans"), "oooooo");
  assertEquals(all("ar"), "z12fmo");
  assertEquals(inLocale("ar", () => plural(2, { other: "o" })), "o");
});

/** Without the marks that keep it from turning. */
function bare(text: string): string {
  return text.replace(/[\u2066\u2069]/g, "");
}
