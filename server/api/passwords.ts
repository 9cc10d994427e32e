/**
 * Passwords of users as the administrator's interface has them: they can be set, but not seen.
 * @module
 */
import { passwordToJson, readPassword } from "../../groups/description_format.ts";
import { noteError, type Place } from "../../groups/fields.ts";
import type { JsonValue } from "../../groups/json.ts";
import { hashPassword, MAX_BCRYPT_BYTES, passwordFault } from "../../groups/password.ts";
import type { SourceValue } from "../../groups/source.ts";
import { plain } from "../responses.ts";
import type { Call, Resource } from "./api.ts";
import { badRequest, readJsonBody, readTextBody } from "./bodies.ts";
import { editGroup } from "./edits.ts";
import { notFound } from "./groups.ts";
import { readEntry, writeEntry } from "./users.ts";

/** What a user's password does. */
export const PASSWORD_METHODS: Resource<"password">["methods"] = {
  PUT: {
    summary: "Sets the password, hashed as in group files.",
    statuses: [204, 400, 404, 409, 413, 415],
    takes: "application/json",
    async run(call) {
      const body = await readJsonBody(call.request, readStoredPassword);
      return body.fault ?? await setPassword(call, body.value);
    },
  },
  POST: {
    summary: "Sets the password, which the server hashes.",
    statuses: [204, 400, 404, 409, 413, 415, 503],
    takes: "text/plain",
    async run(call) {
      const body = await readTextBody(call.request, "text/plain");
      if (body.fault !== null) return body.fault;
      const outcome = await hashPassword(call.api.hasher, body.value);
      switch (outcome.type) {
        case "hashed":
          return await setPassword(call, passwordToJson(outcome.password));
        case "too-long":
          return badRequest(`the password is over ${MAX_BCRYPT_BYTES} bytes`);
        case "busy":
          return plain(503, "The server is busy", { "retry-after": "5" });
      }
    },
  },
  DELETE: {
    summary: "Removes the password, so that nobody can log in by it.",
    statuses: [204, 404, 409],
    run: (call) => setPassword(call, null),
  },
};

function setPassword(
  { api, target }: Call<"password">,
  password: JsonValue,
): Promise<Response> {
  const { group, user } = target;
  return editGroup(api, group, (current) => {
    const old = current === null ? undefined : readEntry(current, user);
    if (current === null || old === undefined) return { answer: notFound() };
    const { password: _, ...rest } = old;
    const entry = password === null ? rest : { password, ...rest };
    return { next: writeEntry(current, user, entry), status: 204 };
  });
}

function readStoredPassword(value: SourceValue, place: Place): JsonValue {
  const password = readPassword(value, place);
  const fault = password.type === "" ? "missing type" : passwordFault(password);
  if (fault !== null) noteError(place, `nobody could log in by this password: ${fault}`);
  return passwordToJson(password);
}
