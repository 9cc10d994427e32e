/**
 * `lectern check`: reads every file that a server would, and says what is wrong with each.
 * @module
 */
import type { StoreReport } from "../groups/catalog.ts";
import { parseKey } from "../groups/jwk.ts";
import { checkGroupsFolder, createFileStore } from "../groups/store.ts";
import { createTokenFileStore } from "../groups/token_store.ts";
import { loadDataConfig } from "../server/data_config.ts";
import { readTlsIdentity } from "../server/tls.ts";
import { type Command, FAILED, has, OK, option } from "./command.ts";

/** Something that was found. */
interface Finding {
  readonly level: "error" | "warn";
  readonly file: string;
  /** From 1; null if it is not about a line. */
  readonly line: number | null;
  readonly message: string;
}

/** The command. */
export const CHECK_COMMAND: Command = {
  words: "check",
  operands: [],
  summary: "Read every file that the server would, and report problems. The exit status is 1 if " +
    "something is in error.",
  options: [
    { name: "groups", argument: "DIR", help: "The groups. Default ./groups." },
    { name: "data", argument: "DIR", help: "The data. Default ./data." },
    { name: "json", argument: null, help: "Print JSON, for programs." },
  ],
  administers: false,
  async run({ terminal, options }) {
    const groups = option(options, "groups") ?? "./groups";
    const data = option(options, "data") ?? "./data";
    const findings = [
      ...await checkConfig(data),
      ...await checkTls(data),
      ...await checkTokens(data),
      ...await checkGroups(groups),
    ];
    const errors = findings.filter(({ level }) => level === "error").length;
    if (has(options, "json")) {
      terminal.print(JSON.stringify(findings) + "\n");
    } else {
      for (const finding of findings) terminal.print(describe(finding));
      terminal.print(
        findings.length === 0
          ? "Everything is in order.\n"
          : `${count(errors, "error")}, ${count(findings.length - errors, "warning")}.\n`,
      );
    }
    return errors > 0 ? FAILED : OK;
  },
};

async function checkConfig(folder: string): Promise<Finding[]> {
  const loaded = await loadDataConfig(folder);
  const file = `${folder}/config.json`;
  if (loaded.type === "error") {
    return [{ level: "error", file, line: null, message: loaded.message }];
  }
  return loaded.warnings.map((message) => ({ level: "warn", file, line: null, message }));
}

async function checkTls(folder: string): Promise<Finding[]> {
  try {
    await readTlsIdentity(folder);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : "the certificate cannot be read";
    return [{ level: "error", file: `${folder}/cert.pem`, line: null, message }];
  }
}

async function checkTokens(folder: string): Promise<Finding[]> {
  const path = `${folder}/var/tokens.jsonl`;
  const findings: Finding[] = [];
  const report = (message: string) =>
    void findings.push({ level: "warn", file: path, line: null, message });
  await createTokenFileStore({ path, report }).read();
  return findings;
}

async function checkGroups(folder: string): Promise<Finding[]> {
  const problem = await checkGroupsFolder(folder);
  if (problem !== null) return [{ level: "error", file: folder, line: null, message: problem }];
  const reports: StoreReport[] = [];
  const store = createFileStore({
    folder,
    whenAbsent: new Map(),
    report: (report) => void reports.push(report),
    clock: Date.now,
  });
  const descriptions = await store.read();
  const findings = reports.map(({ level, file, line, reason }): Finding => (
    { level, file, line, message: reason }
  ));
  for (const [name, description] of descriptions) {
    for (const [i, key] of (description?.authKeys ?? []).entries()) {
      const parsed = await parseKey(key);
      if (parsed.type === "key") continue;
      const message = `key ${i + 1} of "authKeys" verifies no token: ${parsed.message}`;
      findings.push({ level: "warn", file: `${folder}/${name}`, line: null, message });
    }
  }
  return findings;
}

function describe({ level, file, line, message }: Finding): string {
  const place = message.startsWith(file)
    ? ""
    : line === null
    ? `${file}: `
    : `${file}, line ${line}: `;
  return `${level === "error" ? "error" : "warning"}: ${place}${message}\n`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
