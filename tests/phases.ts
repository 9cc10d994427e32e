/**
 * The phases of a whole test run: which files belong to each, and with what permissions they run.
 * @module
 */
import type { Program } from "./machine.ts";

/** A group of test files that run in one `deno test`. */
export interface Phase {
  readonly name: string;
  /** Whether a file, by its path from the top of the repository, belongs here. The first phase that says so takes it. */
  readonly includes: (path: string) => boolean;
  /** What its tests may do. */
  readonly permissions: readonly string[];
  /** Whether its files may run beside each other. */
  readonly parallel: boolean;
  /** Whether to show what the tests print while they run. */
  readonly verbose: boolean;
  /** Whether it is part of a plain run, or only of one that names it. */
  readonly byName: boolean;
  readonly programs: readonly Program[];
  /** After this many minutes it is ended, and counts as failed. */
  readonly limitMinutes: number;
}

/** What sans-IO folders need: nothing. (The YAML library asks for two variables by which it can be watched.) */
const PURE =
  /^(?:media\/(?:packet|codec|sdp|bandwidth|forward)\/|groups\/(?!store_|token_store_|write_file_)|tests\/sim\/|tests\/(?:call|protocol|moderation_protocol|limits_protocol|doors_protocol|stream_protocol|extension_protocol|marks_protocol|lobby_protocol|subgroups_protocol|junit|random)_test)/;

/** Tests of pages that wait more than they compute, and measure nothing: a busy machine does them no harm. */
const PAGES =
  /^tests\/browser\/(?:accessibility|admin|chat|client|devices|doctor|door|hostile_text|keyboard|language|moderation|phone|playing|requests|sharing|small_window|taking_part|teaching)_test/;

/** Every phase, in the order in which they run. */
export const PHASES: readonly Phase[] = [
  {
    // Each test is a row of what Galène's own tests assert.
    name: "conformance",
    includes: (path) => path.startsWith("tests/conformance/"),
    permissions: ["--allow-env=LOG_STREAM,LOG_TOKENS"],
    parallel: true,
    verbose: false,
    byName: false,
    programs: [],
    limitMinutes: 6,
  },
  {
    name: "pure",
    includes: (path) => PURE.test(path),
    permissions: ["--allow-env=LOG_STREAM,LOG_TOKENS"],
    parallel: true,
    verbose: false,
    byName: false,
    programs: [],
    limitMinutes: 6,
  },
  {
    name: "integration",
    includes: (path) => path.startsWith("tests/integration/"),
    permissions: ["--allow-all"],
    parallel: false,
    verbose: false,
    byName: false,
    programs: [],
    limitMinutes: 6,
  },
  {
    name: "pages",
    includes: (path) => PAGES.test(path),
    permissions: ["--allow-all"],
    parallel: true,
    verbose: true,
    byName: false,
    programs: ["chromium", "firefox"],
    limitMinutes: 8,
  },
  {
    name: "browser",
    includes: (path) => path.startsWith("tests/browser/"),
    permissions: ["--allow-all"],
    parallel: false,
    verbose: true,
    byName: false,
    programs: ["chromium", "firefox"],
    limitMinutes: 8,
  },
  {
    name: "binary",
    includes: (path) => path.startsWith("tests/binary/"),
    permissions: ["--allow-all"],
    parallel: false,
    verbose: true,
    byName: true,
    programs: ["chromium", "firefox", "bwrap"],
    limitMinutes: 8,
  },
  {
    // What the kernel says of processes is open to those alone who may do everything.
    name: "bench",
    includes: (path) => path.startsWith("bench/"),
    permissions: ["--allow-all"],
    parallel: true,
    verbose: false,
    byName: false,
    programs: [],
    limitMinutes: 6,
  },
  {
    name: "io",
    includes: () => true,
    permissions: [
      "--allow-net",
      "--allow-ffi",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-sys",
      "--allow-run=mkfifo",
    ],
    parallel: true,
    verbose: false,
    byName: false,
    programs: [],
    limitMinutes: 6,
  },
];
