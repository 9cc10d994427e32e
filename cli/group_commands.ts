/**
 * `lectern group …` and `lectern keys …`.
 * @module
 */
import type { JsonObject, JsonValue } from "../groups/json.ts";
import { body, call, changedBody, Failure, newBody, pathOf } from "./calls.ts";
import { type Command, CONNECTION_OPTIONS, type Context, has, OK, option } from "./command.ts";
import type { Send } from "./connection.ts";
import { assign, merge, namesOf, objectOf, readJson } from "./values.ts";

const FIELD_OPTIONS = [
  {
    name: "set",
    argument: "FIELD=VALUE",
    help:
      "Sets a field, such as public=true or displayName=Networks; nothing after = removes it. " +
      "May be repeated. docs/groups.md tells of all fields.",
  },
  {
    name: "from",
    argument: "FILE",
    help: "Takes fields from a JSON file, - for standard input; null removes a field.",
  },
] as const;

/** The commands. */
export const GROUP_COMMANDS: readonly Command[] = [
  {
    words: "group list",
    operands: [],
    summary: "List the groups that have a file.",
    options: CONNECTION_OPTIONS,
    administers: true,
    async run({ terminal, options }, send) {
      const { value } = await call(send, "The groups cannot be listed", "GET", ".groups/");
      printList(terminal, namesOf(value), has(options, "json"));
      return OK;
    },
  },
  {
    words: "group show",
    operands: ["GROUP"],
    summary: "Show a group's definition, without users and keys.",
    options: CONNECTION_OPTIONS,
    administers: true,
    async run({ terminal, operands: [group = ""] }, send) {
      const { value } = await call(send, `The group ${group} cannot be shown`, "GET", path(group));
      terminal.print(JSON.stringify(value, null, 2) + "\n");
      return OK;
    },
  },
  {
    words: "group create",
    operands: ["GROUP"],
    summary: "Make a group.",
    options: [...FIELD_OPTIONS, ...CONNECTION_OPTIONS],
    administers: true,
    async run(context, send) {
      const [group = ""] = context.operands;
      const definition = await changed({}, context);
      await call(
        send,
        `The group ${group} cannot be made`,
        "PUT",
        path(group),
        newBody(definition),
      );
      return OK;
    },
  },
  {
    words: "group update",
    operands: ["GROUP"],
    summary: "Change fields of a group.",
    options: [...FIELD_OPTIONS, ...CONNECTION_OPTIONS],
    administers: true,
    async run(context, send) {
      const [group = ""] = context.operands;
      const what = `The group ${group} cannot be changed`;
      const { value, etag } = await call(send, what, "GET", path(group));
      const definition = await changed(objectOf(value), context);
      await call(send, what, "PUT", path(group), changedBody(definition, etag));
      return OK;
    },
  },
  {
    words: "group delete",
    operands: ["GROUP"],
    summary: "Remove a group's file, with its users and keys.",
    options: CONNECTION_OPTIONS,
    administers: true,
    async run({ operands: [group = ""] }, send) {
      await call(send, `The group ${group} cannot be removed`, "DELETE", path(group));
      return OK;
    },
  },
  {
    words: "keys set",
    operands: ["GROUP", "[FILE]"],
    summary: "Set the keys that sign tokens for a group: a JWK set, from a file or standard input.",
    options: CONNECTION_OPTIONS,
    administers: true,
    async run({ terminal, operands: [group = "", file = "-"] }, send) {
      const keys = await readJsonFile(file, () => terminal.readAll());
      const set = Array.isArray(keys) ? { keys } : keys;
      await call(send, `The keys of ${group} cannot be set`, "PUT", `${path(group)}/.keys`, {
        ...body(set),
        headers: { "content-type": "application/jwk-set+json" },
      });
      return OK;
    },
  },
  {
    words: "keys delete",
    operands: ["GROUP"],
    summary: "Remove the keys of a group.",
    options: CONNECTION_OPTIONS,
    administers: true,
    async run({ operands: [group = ""] }: Context, send: Send) {
      const what = `The keys of ${group} cannot be removed`;
      await call(send, what, "DELETE", `${path(group)}/.keys`);
      return OK;
    },
  },
];

/** Prints a list: a line each, or JSON. */
export function printList(
  terminal: Context["terminal"],
  items: readonly string[],
  json: boolean,
): void {
  if (json) terminal.print(JSON.stringify(items) + "\n");
  else for (const item of items) terminal.print(`${item}\n`);
}

/** Reads a JSON file, or standard input for "-". */
async function readJsonFile(
  file: string,
  readAll: () => Promise<string>,
): Promise<JsonValue> {
  let text: string;
  try {
    text = file === "-" ? await readAll() : await Deno.readTextFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error";
    throw new Failure(`${file} cannot be read: ${reason}.`);
  }
  const value = readJson(text);
  if (value !== undefined) return value;
  throw new Failure(`${file === "-" ? "standard input" : file} is no JSON: correct it.`);
}

async function changed(definition: JsonObject, { terminal, options }: Context) {
  const file = option(options, "from");
  const merged = file === undefined
    ? definition
    : merge(definition, await readJsonFile(file, () => terminal.readAll()));
  return assign(merged, options.get("set") ?? []);
}

function path(group: string): string {
  return `.groups/${pathOf(group)}`;
}
