import { assertEquals } from "../tests/assert.ts";
import {
  DAY_MS,
  linkOf,
  ofLocalField,
  parseTime,
  tokenOf,
  toLocalField,
} from "./invitation_times.ts";

const NOW = Date.parse("2026-01-02T03:04:00Z");

Deno.test("a time is a span from now, or a date", () => {
  assertEquals(parseTime("90s", NOW), NOW + 90_000);
  assertEquals(parseTime("5min", NOW), NOW + 300_000);
  assertEquals(parseTime("2h", NOW), NOW + 7_200_000);
  assertEquals(parseTime("3d", NOW), NOW + 3 * DAY_MS);
  assertEquals(parseTime("2026-09-01", NOW), Date.parse("2026-09-01"));
  assertEquals(parseTime("2026-09-01T08:30:00Z", NOW), Date.parse("2026-09-01T08:30:00Z"));
});

Deno.test("names are no times", () => {
  for (const text of ["", "ada", "May", "2", "2x", "h", "-3d", "2026-13-99", "constructor"]) {
    assertEquals(parseTime(text, NOW), null, text);
  }
});

Deno.test("a field for times gives back what it was given, to the minute", () => {
  assertEquals(ofLocalField(toLocalField(NOW)), NOW);
  assertEquals(ofLocalField(""), null);
});

Deno.test("a link carries its token, whatever stands in it", () => {
  const link = linkOf("https://here", "a b/c", "x&y=z+ /ö");
  assertEquals(link, "https://here/group/a%20b/c/?token=x%26y%3Dz%2B%20%2F%C3%B6");
  assertEquals(tokenOf(link), "x&y=z+ /ö");
  assertEquals(tokenOf("plain-token"), "plain-token");
});
