/**
 * The programs that tests need from the machine: found, installed where that is allowed, or asked for in one line.
 * @module
 */
import { print } from "./print.ts";

/** A program that a test runs. */
export type Program = "chromium" | "firefox" | "bwrap";

/** Where each may be, and the Debian package that brings it. An environment variable of that name goes first. */
const PROGRAMS: Readonly<Record<Program, { variable: string; names: string[]; package: string }>> =
  {
    chromium: {
      variable: "CHROMIUM",
      names: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
      package: "chromium",
    },
    firefox: { variable: "FIREFOX", names: ["firefox-esr", "firefox"], package: "firefox-esr" },
    bwrap: { variable: "BWRAP", names: ["bwrap"], package: "bubblewrap" },
  };

/** The path of a program, or null where there is none. */
export function findProgram(program: Program): string | null {
  const { variable, names } = PROGRAMS[program];
  const named = Deno.env.get(variable);
  if (named) return named;
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), "/usr/bin", "/usr/local/bin"];
  for (const name of names) {
    for (const folder of folders) {
      const path = `${folder}/${name}`;
      if (isFile(path)) return path;
    }
  }
  return null;
}

/** The path of a program that the test cannot do without. Throws where it is missing. */
export function requireProgram(program: Program): string {
  const path = findProgram(program);
  if (path === null) throw new Error(howToInstall([program]));
  return path;
}

/** One line that says how to get programs. */
export function howToInstall(programs: readonly Program[]): string {
  const packages = programs.map((program) => PROGRAMS[program].package).join(" ");
  return `missing ${programs.join(", ")}; install with: sudo apt-get install -y ${packages}`;
}

/**
 * Makes sure of the programs: installs what is missing where this process is root and there is apt-get. Returns null,
 * or the one line that says what to install.
 */
export async function ensurePrograms(programs: readonly Program[]): Promise<string | null> {
  const missing = programs.filter((program) => findProgram(program) === null);
  if (missing.length === 0) return null;
  if (Deno.uid() !== 0 || !isFile("/usr/bin/apt-get")) return howToInstall(missing);
  const packages = missing.map((program) => PROGRAMS[program].package);
  print(`installing ${packages.join(" ")} …`);
  for (
    const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]
  ) {
    const { success, stderr } = await new Deno.Command("/usr/bin/apt-get", {
      args: ["-qq", ...args],
      env: { DEBIAN_FRONTEND: "noninteractive" },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) print(new TextDecoder().decode(stderr).trim());
  }
  const still = missing.filter((program) => findProgram(program) === null);
  return still.length === 0 ? null : howToInstall(still);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
