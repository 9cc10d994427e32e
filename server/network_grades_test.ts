import { assertEquals } from "../tests/assert.ts";
import type { Grade } from "./extension_messages.ts";
import { createTrend, FINE, follow, gradeOf } from "./network_grades.ts";

const CASES: readonly [what: string, change: Partial<typeof FINE>, grade: Grade][] = [
  ["nothing amiss", {}, "good"],
  ["2.9 % of packets lost", { lossShare: 0.029 }, "good"],
  ["3 % of packets lost", { lossShare: 0.03 }, "weak"],
  ["10 % of packets lost", { lossShare: 0.1 }, "bad"],
  ["a round trip of 399 ms", { rttMs: 399 }, "good"],
  ["a round trip of 400 ms", { rttMs: 400 }, "weak"],
  ["a round trip of a second", { rttMs: 1000 }, "bad"],
  ["room for four fifths", { carriedShare: 0.8 }, "good"],
  ["room for less than four fifths", { carriedShare: 0.79 }, "weak"],
  ["room for a third", { carriedShare: 0.33 }, "bad"],
  ["pictures that stand still a twentieth of the time", { frozenShare: 0.05 }, "weak"],
  ["pictures that stand still a fifth of the time", { frozenShare: 0.2 }, "bad"],
  ["no connection", { connected: false }, "bad"],
  ["the worst of several", { lossShare: 0.04, rttMs: 2000 }, "bad"],
];

for (const [what, change, grade] of CASES) {
  Deno.test(`${what} is ${grade}`, () => {
    assertEquals(gradeOf({ ...FINE, ...change }), grade);
  });
}

/** Shows a trend these grades (by first letters), and returns its marks after each. */
function marks(seen: string): string {
  const trend = createTrend();
  const grades: Record<string, Grade> = { g: "good", w: "weak", b: "bad" };
  return [...seen].map((letter) => {
    const before = trend.grade;
    const changed = follow(trend, grades[letter]!);
    assertEquals(changed, trend.grade !== before);
    return trend.grade[0];
  }).join("");
}

Deno.test("a mark gets worse with the second look and better with the fourth", () => {
  assertEquals(marks("gwwwgggggg"), "ggwwwwwggg");
  assertEquals(marks("bbgggg"), "gbbbbg");
});

Deno.test("one look that stands alone changes nothing", () => {
  assertEquals(marks("gbgbgbg"), "ggggggg");
  assertEquals(marks("wwgggwgggg"), "gwwwwwwwwg");
});

Deno.test("a mark goes only as far as all looks do", () => {
  assertEquals(marks("bw"), "gw");
  assertEquals(marks("wb"), "gw");
  assertEquals(marks("bbgwgg"), "gbbbbw");
});
