/**
 * `lectern token …`: invitations, of a group or for the whole server.
 * @module
 */
import type { JsonObject } from "../groups/json.ts";
import { body, call, changedBody, Failure, pathOf } from "./calls.ts";
import { type Command, CONNECTION_OPTIONS, type Context, has, OK, option } from "./command.ts";
import { printList } from "./group_commands.ts";
import { merge, namesOf, objectOf, readTime, readTokenPermissions } from "./values.ts";

const GLOBAL_OPTION = {
  name: "global",
  argument: null,
  help: "Of no group: a token for the whole server.",
} as const;

const FIELD_OPTIONS = [
  {
    name: "username",
    argument: "NAME",
    help: "Name that the bearer gets. Without it, the bearer chooses one.",
  },
  {
    name: "permissions",
    argument: "SET",
    help: `present, message, op and so on, or a list such as '["present"]'. Default present.`,
  },
  {
    name: "expires",
    argument: "TIME",
    help: "When it ends: a span such as 2d or 30min, or a time. Default 1d.",
  },
  { name: "not-before", argument: "TIME", help: "When it begins. Default at once." },
  { name: "include-subgroups", argument: null, help: "It is good for all groups below, too." },
] as const;

const OPTIONS = [GLOBAL_OPTION, ...CONNECTION_OPTIONS];

/** The commands. */
export const TOKEN_COMMANDS: readonly Command[] = [
  {
    words: "token list",
    operands: ["[GROUP]"],
    summary: "List a group's tokens.",
    options: OPTIONS,
    administers: true,
    async run(context, send) {
      const { value } = await call(
        send,
        "The tokens cannot be listed",
        "GET",
        listPath(context, 1),
      );
      printList(context.terminal, namesOf(value), has(context.options, "json"));
      return OK;
    },
  },
  {
    words: "token show",
    operands: ["[GROUP]", "TOKEN"],
    summary: "Show a token.",
    options: OPTIONS,
    administers: true,
    async run(context, send) {
      const { value } = await call(send, "The token cannot be shown", "GET", tokenPath(context));
      context.terminal.print(JSON.stringify(value, null, 2) + "\n");
      return OK;
    },
  },
  {
    words: "token create",
    operands: ["[GROUP]"],
    summary: "Make a token, and print its name, which is secret.",
    options: [...FIELD_OPTIONS, ...OPTIONS],
    administers: true,
    async run(context, send) {
      const { options, terminal } = context;
      const token = {
        permissions: readTokenPermissions(option(options, "permissions") ?? "present"),
        expires: readTime(option(options, "expires") ?? "1d", Date.now()),
        ...fields(context),
        ...has(options, "global") ? { includeSubgroups: true } : {},
      };
      const path = listPath(context, 1);
      const { location } = await call(send, "The token cannot be made", "POST", path, body(token));
      const json = has(options, "json");
      terminal.print(json ? `${JSON.stringify({ token: location, ...token })}\n` : `${location}\n`);
      return OK;
    },
  },
  {
    words: "token update",
    operands: ["[GROUP]", "TOKEN"],
    summary: "Change a token.",
    options: [...FIELD_OPTIONS, ...OPTIONS],
    administers: true,
    async run(context, send) {
      const { options } = context;
      const permissions = option(options, "permissions");
      const expires = option(options, "expires");
      return await update(context, send, {
        ...fields(context),
        ...permissions === undefined ? {} : { permissions: readTokenPermissions(permissions) },
        ...expires === undefined ? {} : { expires: readTime(expires, Date.now()) },
      });
    },
  },
  {
    words: "token revoke",
    operands: ["[GROUP]", "TOKEN"],
    summary: "Let a token end now.",
    options: OPTIONS,
    administers: true,
    run: (context, send) => update(context, send, { expires: readTime("-1s", Date.now()) }),
  },
  {
    words: "token delete",
    operands: ["[GROUP]", "TOKEN"],
    summary: "Remove a token.",
    options: OPTIONS,
    administers: true,
    async run(context, send) {
      await call(send, "The token cannot be removed", "DELETE", tokenPath(context));
      return OK;
    },
  },
];

async function update(
  context: Context,
  send: Parameters<Command["run"]>[1],
  changes: JsonObject,
): Promise<number> {
  if (Object.keys(changes).length === 0) throw new Failure("nothing is to be changed.");
  const what = "The token cannot be changed";
  const path = tokenPath(context);
  const { value, etag } = await call(send, what, "GET", path);
  await call(send, what, "PUT", path, changedBody(merge(objectOf(value), changes), etag));
  return OK;
}

function fields({ options }: Context): JsonObject {
  const username = option(options, "username");
  const notBefore = option(options, "not-before");
  return {
    ...username === undefined ? {} : { username },
    ...notBefore === undefined ? {} : { "not-before": readTime(notBefore, Date.now()) },
    ...has(options, "include-subgroups") ? { includeSubgroups: true } : {},
  };
}

/** The list that a token is in; `count` operands there are where a group is named. */
function listPath({ operands, options }: Context, count: number): string {
  const named = operands.length === count;
  if (named === has(options, "global")) {
    throw new Failure("which tokens are meant? Give the name of a group, or --global.");
  }
  return named ? `.groups/${pathOf(operands[0]!)}/.tokens/` : ".groups/.tokens/";
}

function tokenPath(context: Context): string {
  return listPath(context, 2) + pathOf(context.operands.at(-1) ?? "");
}
