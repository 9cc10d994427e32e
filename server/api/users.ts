/**
 * Users of a group as the administrator's interface has them: their permissions. Passwords are in `passwords.ts`.
 * @module
 */
import type { Description, UserDescription } from "../../groups/description.ts";
import { readUser, userToJson } from "../../groups/description_format.ts";
import { noteError, type Place } from "../../groups/fields.ts";
import type { JsonObject } from "../../groups/json.ts";
import { isUsername } from "../../groups/names.ts";
import type { SourceValue } from "../../groups/source.ts";
import type { Resource } from "./api.ts";
import { badRequest, readJsonBody } from "./bodies.ts";
import { editGroup } from "./edits.ts";
import { conditional, notFound, showPart } from "./groups.ts";
import type { UserRef } from "./paths.ts";
import { judgeConditions } from "./preconditions.ts";

/** What the list of a group's users does. */
export const USERS_METHODS: Resource<"users">["methods"] = {
  GET: {
    summary: "Names of the group's users.",
    statuses: [200, 304, 404, 409, 412],
    run: ({ api, request, target }) =>
      showPart(
        api,
        request,
        target.group,
        ({ users }) => [...users.keys()].filter((name) => name !== "").sort(),
      ),
  },
};

/** What one user does. */
export const USER_METHODS: Resource<"user">["methods"] = {
  GET: {
    summary: "The user's permissions.",
    statuses: [200, 304, 404, 409, 412],
    run: ({ api, request, target }) =>
      showPart(api, request, target.group, (description) => {
        const user = userOf(description, target.user);
        return user === undefined ? null : userToJson({ ...user, password: null });
      }),
  },
  PUT: {
    summary: "Makes the user, or replaces the permissions; the password stays.",
    statuses: [201, 204, 400, 404, 409, 412, 413, 415],
    takes: "application/json",
    async run({ api, request, target }) {
      const { user } = target;
      if (user.type === "named" && !isUsername(user.name)) {
        return badRequest("no user can have that name");
      }
      const body = await readJsonBody(request, readPermissions);
      if (body.fault !== null) return body.fault;
      return await editGroup(api, target.group, (current, etag) => {
        if (current === null) return { answer: notFound() };
        const old = readEntry(current, user);
        const verdict = judgeConditions(request, old === undefined ? null : etag);
        if (verdict !== "proceed") return { answer: conditional(verdict, etag) };
        const password = old?.["password"];
        const entry = { ...password === undefined ? {} : { password }, ...body.value };
        return { next: writeEntry(current, user, entry), status: old === undefined ? 201 : 204 };
      });
    },
  },
  DELETE: {
    summary: "Removes the user.",
    statuses: [204, 404, 409, 412],
    run: ({ api, request, target }) =>
      editGroup(api, target.group, (current, etag) => {
        if (current === null || readEntry(current, target.user) === undefined) {
          return { answer: notFound() };
        }
        const verdict = judgeConditions(request, etag);
        if (verdict !== "proceed") return { answer: conditional(verdict, etag) };
        return { next: writeEntry(current, target.user, null), status: 204 };
      }),
  },
};

/** The entry of a user in a definition. */
function userOf(description: Description, user: UserRef): UserDescription | undefined {
  if (user.type === "wildcard") return description.wildcardUser ?? undefined;
  return description.users.get(user.type === "named" ? user.name : "");
}

/** The entry of a user in a definition as JSON. */
export function readEntry(definition: JsonObject, user: UserRef): JsonObject | undefined {
  const entry = user.type === "wildcard"
    ? definition["wildcard-user"]
    : ownEntry(usersIn(definition), user);
  return entry === undefined || entry === null ? undefined : entry as JsonObject;
}

/** A definition with another entry of a user, null for none. */
export function writeEntry(
  definition: JsonObject,
  user: UserRef,
  entry: JsonObject | null,
): JsonObject {
  if (user.type === "wildcard") {
    const { "wildcard-user": _, ...rest } = definition;
    return entry === null ? rest : { ...rest, "wildcard-user": entry };
  }
  const name = user.type === "named" ? user.name : "";
  const users = new Map(Object.entries(usersIn(definition)));
  if (entry === null) users.delete(name);
  else users.set(name, entry);
  const { users: _, ...rest } = definition;
  return users.size === 0 ? rest : { ...rest, users: Object.fromEntries(users) };
}

function usersIn(definition: JsonObject): JsonObject {
  return (definition["users"] ?? {}) as JsonObject;
}

function ownEntry(users: JsonObject, user: UserRef) {
  const name = user.type === "named" ? user.name : "";
  return Object.hasOwn(users, name) ? users[name] : undefined;
}

function readPermissions(value: SourceValue, place: Place): JsonObject {
  const user = readUser(value, place);
  if (user.password !== null) {
    noteError(place, "a password must not be given here: use .password");
  }
  return userToJson({ ...user, password: null });
}
