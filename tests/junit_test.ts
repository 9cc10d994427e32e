import { assertEquals } from "./assert.ts";
import { addCounts, countTests, formatCounts } from "./junit.ts";

const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="7" failures="3" errors="0" time="0.007">
    <testsuite name="./a_test.ts" tests="7" disabled="2" errors="0" failures="3">
        <testcase name="one" classname="./a_test.ts" time="0.000" line="1" col="6">
        </testcase>
        <testcase name="two fails" classname="./a_test.ts" time="0.001" line="2" col="6">
            <failure message="Uncaught Error: x &lt;b&gt;">Error: x &lt;b&gt;
    at a_test.ts:2:36</failure>
        </testcase>
        <testcase name="three is skipped" classname="./a_test.ts" time="0.000" line="3" col="6">
            <skipped/>
        </testcase>
        <testcase name="four" classname="./a_test.ts" time="0.002" line="4" col="6">
            <failure message="1 test step failed">1 test step failed.</failure>
        </testcase>
        <testcase name="four &gt; a" classname="./a_test.ts" time="0.000" line="4" col="40">
        </testcase>
        <testcase name="four &gt; b" classname="./a_test.ts" time="0.000" line="4" col="114">
            <failure message="Uncaught Error: c">Error: c</failure>
        </testcase>
    </testsuite>
    <testsuite name="./b_test.ts" tests="1" disabled="0" errors="0" failures="0">
        <testcase name="a &gt; b by itself" classname="./b_test.ts" time="0.000" line="1" col="6">
        </testcase>
    </testsuite>
</testsuites>
`;

Deno.test("tests of a report are counted, those with steps by their steps", () => {
  assertEquals(countTests(REPORT), { passed: 3, failed: 2, skipped: 1 });
});

Deno.test("a test that fails though its steps do not counts itself", () => {
  const passes = REPORT.replace(/<failure message="Uncaught Error: c">.*<\/failure>/, "");
  assertEquals(countTests(passes), { passed: 4, failed: 2, skipped: 1 });
});

Deno.test("a text that is no report counts as none", () => {
  assertEquals(countTests(""), null);
  assertEquals(countTests("error: Module not found"), null);
});

Deno.test("the last line leaves out skipped tests where there are none", () => {
  const counts = { passed: 3, failed: 1, skipped: 0 };
  assertEquals(formatCounts(counts), "3 passed, 1 failed");
  assertEquals(
    formatCounts(addCounts(counts, { passed: 1, failed: 0, skipped: 2 })),
    "4 passed, 1 failed, 2 skipped",
  );
});
