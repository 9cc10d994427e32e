/**
 * Runs tests in phases and adds them up. Without arguments it runs everything but what needs the compiled binary; names
 * of phases as arguments run these alone. The last line is `N passed, N failed`, and the status 1 if any failed.
 * @module
 */
import { addCounts, type Counts, countTests, formatCounts, NO_TESTS } from "./junit.ts";
import { ensurePrograms } from "./machine.ts";
import { type Phase, PHASES } from "./phases.ts";
import { print } from "./print.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const ONE_FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** Finds every test file, from the top of the repository. */
function findTests(folder = ""): string[] {
  const found: string[] = [];
  for (const entry of Deno.readDirSync(ROOT + folder)) {
    const path = folder + entry.name;
    if (entry.isDirectory) {
      if (!entry.name.startsWith(".") && entry.name !== "node_modules" && entry.name !== "dist") {
        found.push(...findTests(path + "/"));
      }
    } else if (/_test\.tsx?$/.test(entry.name)) found.push(path);
  }
  return found.sort();
}

/** Sorts files into the first phase that wants each. */
function sortFiles(files: readonly string[]): Map<Phase, string[]> {
  const sorted = new Map<Phase, string[]>(PHASES.map((phase) => [phase, []]));
  for (const file of files) {
    const phase = PHASES.find((candidate) => candidate.includes(file));
    if (phase) sorted.get(phase)!.push(file);
  }
  return sorted;
}

/** Leaks are faults; from Deno 2.8 on one has to ask for them to be found. */
function sanitizers(): string[] {
  const [major = 0, minor = 0] = Deno.version.deno.split(".").map(Number);
  return major > 2 || minor >= 8 ? ["--sanitize-ops", "--sanitize-resources"] : [];
}

/** Runs one phase's files and says how it went. */
async function runPhase(phase: Phase, files: readonly string[]): Promise<Counts> {
  const missing = await ensurePrograms(phase.programs);
  if (missing !== null) {
    print(`${phase.name}: ${missing}`);
    return ONE_FAILED;
  }
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "--no-check",
      "--no-prompt",
      ...sanitizers(),
      ...(phase.parallel ? ["--parallel"] : []),
      `--junit-path=${report}`,
      ...phase.permissions,
      ...files,
    ],
    cwd: ROOT,
    stdin: "null",
    stdout: phase.verbose ? "inherit" : "piped",
    stderr: phase.verbose ? "inherit" : "piped",
  }).spawn();
  let tooLong = false;
  const timer = setTimeout(() => {
    tooLong = true;
    child.kill("SIGKILL");
  }, phase.limitMinutes * 60_000);
  const output = phase.verbose ? null : await child.output();
  const { success } = output ?? await child.status;
  clearTimeout(timer);

  const counts = countTests(await Deno.readTextFile(report).catch(() => ""));
  await Deno.remove(report).catch(() => {});
  if (success && counts !== null) return counts;
  if (output !== null) {
    for (const bytes of [output.stdout, output.stderr]) await Deno.stdout.write(bytes);
  }
  if (tooLong) print(`${phase.name}: ended after ${phase.limitMinutes} minutes`);
  // A run can fail without a failed test: a module that does not load, a crash, a leak at the end.
  if (counts === null || counts.failed === 0) return addCounts(counts ?? NO_TESTS, ONE_FAILED);
  return counts;
}

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !PHASES.some((phase) => phase.name === name));
  if (unknown !== undefined) {
    print(`no phase "${unknown}"; there are ${PHASES.map((p) => p.name).join(", ")}`);
    return 2;
  }
  let total = NO_TESTS;
  const lines: string[] = [];
  for (const [phase, files] of sortFiles(findTests())) {
    if (names.length > 0 ? !names.includes(phase.name) : phase.byName) continue;
    if (files.length === 0) continue;
    const startMs = Date.now();
    const counts = await runPhase(phase, files);
    const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
    const line = `${phase.name.padEnd(12)} ${
      formatCounts(counts)
    } (${files.length} files, ${seconds} s)`;
    print(line);
    lines.push(line);
    total = addCounts(total, counts);
  }
  if (lines.length > 1) print("\n" + lines.join("\n"));
  print(formatCounts(total));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
