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
 * Counts the tests of a report. Steps inside a test, which the report lists as "test > step" in the same file, count
 * with their test. Returns null if the text is not such a report.
 */
export function countTests(xml: string): Counts | null {
  if (!xml.includes("<testsuites")) return null;
  let [passed, failed, skipped] = [0, 0, 0];
  for (const suite of xml.matchAll(/<testsuite\b[^>]*>([\s\S]*?)<\/testsuite>/g)) {
    const names = new Set<string>();
    const cases = suite[1]!.matchAll(
      /<testcase\b[^>]*?\bname="([^"]*)"[^>]*>([\s\S]*?)<\/testcase>/g,
    );
    for (const [, name = "", body = ""] of cases) {
      const isStep = names.has(name.slice(0, Math.max(0, name.indexOf(" &gt; "))));
      names.add(name);
      if (isStep) continue;
      if (/<(?:failure|error)\b/.test(body)) failed++;
      else if (/<skipped\b/.test(body)) skipped++;
      else passed++;
    }
  }
  return { passed, failed, skipped };
}

/** The last line that every run ends with: `N passed, N failed`, with `, N skipped` if there are any. */
export function formatCounts(counts: Counts): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
