import { assert, assertEquals } from "../../tests/assert.ts";
import {
  parseMachineCpuUs,
  parseProcessCpuUs,
  parseRssBytes,
  readUsage,
} from "./server_process.ts";

Deno.test("CPU time is read behind a name with spaces and parentheses", () => {
  const text = "42 (tokio) run) x) S 1 42 42 0 -1 4194304 500 0 0 0 123 45 6 7 20 0 9 0 1000 2 3\n";
  assertEquals(parseProcessCpuUs(text), 1_680_000);
});

Deno.test("resident memory is read in bytes", () => {
  assertEquals(parseRssBytes("Name:\tx\nVmHWM:\t  300 kB\nVmRSS:\t  128 kB\n"), 131_072);
  assert(Number.isNaN(parseRssBytes("Name:\tx\n")));
});

Deno.test("the machine's CPU time leaves out what is idle", () => {
  assertEquals(parseMachineCpuUs("cpu  10 20 30 1000 500 1 2 9 0 0\ncpu0 1 1 1 1\n"), 630_000);
});

Deno.test({
  name: "a process is read as the kernel shows it",
  ignore: Deno.build.os !== "linux",
  fn() {
    const usage = readUsage(Deno.pid);
    assert(usage.cpuUs > 0 && usage.machineCpuUs >= usage.cpuUs);
    assert(usage.rssBytes > 1e6);
  },
});
