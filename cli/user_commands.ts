/**
 * `lectern user …` and `lectern password …`.
 * @module
 */
import { passwordToJson } from "../groups/description_format.ts";
import { body, call, changedBody, Failure, newBody, pathOf } from "./calls.ts";
import { type Command, CONNECTION_OPTIONS, type Context, has, OK, option } from "./command.ts";
import { printList } from "./group_commands.ts";
import { makePassword, PASSWORD_OPTIONS, readPassword } from "./passwords.ts";
import { merge, namesOf, objectOf, readPermissions } from "./values.ts";

const WHO_OPTIONS = [
  { name: "wildcard", argument: null, help: "The user who stands for all others." },
  { name: "empty", argument: null, help: "The user without a name." },
] as const;

const PERMISSIONS_OPTION = {
  name: "permissions",
  argument: "SET",
  help: `op, present, message, observe, caption or admin, or a list such as '["present"]'.`,
} as const;

const OPTIONS = [...WHO_OPTIONS, ...CONNECTION_OPTIONS];

/** The commands. */
export const USER_COMMANDS: readonly Command[] = [
  {
    words: "user list",
    operands: ["GROUP"],
    summary: "List a group's users.",
    options: CONNECTION_OPTIONS,
    administers: true,
    async run({ terminal, operands: [group = ""], options }, send) {
      const what = `The users of ${group} cannot be listed`;
      const { value } = await call(send, what, "GET", `.groups/${pathOf(group)}/.users/`);
      printList(terminal, namesOf(value), has(options, "json"));
      return OK;
    },
  },
  {
    words: "user show",
    operands: ["GROUP", "[USER]"],
    summary: "Show a user's permissions.",
    options: OPTIONS,
    administers: true,
    async run(context, send) {
      const { value } = await call(send, "The user cannot be shown", "GET", userPath(context));
      context.terminal.print(JSON.stringify(value, null, 2) + "\n");
      return OK;
    },
  },
  {
    words: "user create",
    operands: ["GROUP", "[USER]"],
    summary: "Make a user, who has no password yet.",
    options: [PERMISSIONS_OPTION, ...OPTIONS],
    administers: true,
    async run(context, send) {
      const permissions = readPermissions(option(context.options, "permissions") ?? "present");
      const message = newBody({ permissions });
      await call(send, "The user cannot be made", "PUT", userPath(context), message);
      return OK;
    },
  },
  {
    words: "user update",
    operands: ["GROUP", "[USER]"],
    summary: "Change a user's permissions; those inside have them at once.",
    options: [PERMISSIONS_OPTION, ...OPTIONS],
    administers: true,
    async run(context, send) {
      const text = option(context.options, "permissions");
      if (text === undefined) throw new Failure("nothing is to be changed: give --permissions.");
      const what = "The user cannot be changed";
      const { value, etag } = await call(send, what, "GET", userPath(context));
      const user = merge(objectOf(value), { permissions: readPermissions(text) });
      await call(send, what, "PUT", userPath(context), changedBody(user, etag));
      return OK;
    },
  },
  {
    words: "user delete",
    operands: ["GROUP", "[USER]"],
    summary: "Remove a user; whoever is inside by that name is put out.",
    options: OPTIONS,
    administers: true,
    async run(context, send) {
      await call(send, "The user cannot be removed", "DELETE", userPath(context));
      return OK;
    },
  },
  {
    words: "password set",
    operands: ["GROUP", "[USER]"],
    summary: "Set a user's password, which is asked for, or is the first line of standard input.",
    options: [...PASSWORD_OPTIONS, ...OPTIONS],
    administers: true,
    async run(context, send) {
      const path = userPath(context);
      const password = await makePassword(await readPassword(context), context.options);
      const message = body(passwordToJson(password));
      await call(send, "The password cannot be set", "PUT", `${path}/.password`, message);
      return OK;
    },
  },
  {
    words: "password delete",
    operands: ["GROUP", "[USER]"],
    summary: "Remove a user's password, so that nobody can log in by it.",
    options: OPTIONS,
    administers: true,
    async run(context, send) {
      const path = `${userPath(context)}/.password`;
      await call(send, "The password cannot be removed", "DELETE", path);
      return OK;
    },
  },
];

function userPath({ operands: [group = "", user], options }: Context): string {
  const base = `.groups/${pathOf(group)}`;
  const wildcard = has(options, "wildcard");
  const empty = has(options, "empty");
  if (Number(wildcard) + Number(empty) + Number(user !== undefined) !== 1) {
    throw new Failure("who is meant? Give the name of a user, or --wildcard, or --empty.");
  }
  if (wildcard) return `${base}/.wildcard-user`;
  return empty ? `${base}/.empty-user` : `${base}/.users/${pathOf(user ?? "")}`;
}
