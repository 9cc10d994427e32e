/**
 * Counting the tests in the report that `deno test --junit-path` writes.
 * @module
 */

/** How a run of tests went. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** No tests at all. */
export const NO_TESTS: Counts = { passed: 0, failed: 0, skipped: 0 };

/** The sum of two runs. */
export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/**
 * Counts the tests of a report. A test with steps, which the report lists as "test > step" in the same file, counts as
 * its steps; it counts itself only if it failed and none of them did. Returns null if the text is not such a report.
 */
export function countTests(xml: string): Counts | null {
  if (!xml.includes("<testsuites")) return null;
  let counts = NO_TESTS;
  for (const suite of xml.matchAll(/<testsuite\b[^>]*>([\s\S]*?)<\/testsuite>/g)) {
    const cases = suite[1]!.matchAll(
      /<testcase\b[^>]*?\bname="([^"]*)"[^>]*>([\s\S]*?)<\/testcase>/g,
    );
    const outcomes = [...cases].map(([, name = "", body = ""]) => ({
      name,
      outcome: outcomeOf(body),
    }));
    for (const { name, outcome } of outcomes) {
      const steps = outcomes.filter((other) => other.name.startsWith(name + " &gt; "));
      const isTold = steps.some((step) => outcome !== "failed" || step.outcome === "failed");
      if (!isTold) counts = { ...counts, [outcome]: counts[outcome] + 1 };
    }
  }
  return counts;
}

function outcomeOf(body: string): keyof Counts {
  if (/<(?:failure|error)\b/.test(body)) return "failed";
  return /<skipped\b/.test(body) ? "skipped" : "passed";
}

/** The last line that every run ends with: `N passed, N failed`, with `, N skipped` if there are any. */
export function formatCounts(counts: Counts): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
