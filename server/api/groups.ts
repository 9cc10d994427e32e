/**
 * Groups as the administrator's interface has them: their definitions without users and keys, and their keys.
 * @module
 */
import type { Description } from "../../groups/description.ts";
import { descriptionToJson, readDescription } from "../../groups/description_format.ts";
import { inside, noteError, type Place, readJsonObject, readList } from "../../groups/fields.ts";
import { parseKey } from "../../groups/jwk.ts";
import type { JsonObject, JsonValue } from "../../groups/json.ts";
import type { SourceValue } from "../../groups/source.ts";
import { json, plain } from "../responses.ts";
import type { Api, Resource } from "./api.ts";
import { badRequest, readJsonBody } from "./bodies.ts";
import { editGroup } from "./edits.ts";
import { judgeConditions } from "./preconditions.ts";

/** Fields of a definition that this interface shows and takes elsewhere. */
const SECRET = ["users", "wildcard-user", "authKeys"];

/** What the list of groups does. */
export const GROUPS_METHODS: Resource["methods"] = {
  GET: {
    summary: "Names of all groups that have a file.",
    statuses: [200],
    async run({ api }) {
      await api.refresh();
      return json([...api.directory.descriptions.keys()].sort());
    },
  },
};

/** What a group's definition does. */
export const GROUP_METHODS: Resource<"group">["methods"] = {
  GET: {
    summary: "The group's definition, without users and keys.",
    statuses: [200, 304, 404, 409, 412],
    run: ({ api, request, target }) =>
      showPart(
        api,
        request,
        target.group,
        (description) => without(descriptionToJson(description), SECRET),
      ),
  },
  PUT: {
    summary: "Makes the group, or replaces its definition; users and keys stay.",
    statuses: [201, 204, 400, 409, 412, 413, 415],
    takes: "application/json",
    async run({ api, request, target }) {
      const body = await readJsonBody(request, readPublicDescription);
      if (body.fault !== null) return body.fault;
      return await editGroup(api, target.group, (current, etag) => {
        const verdict = judgeConditions(request, etag);
        if (verdict !== "proceed") return { answer: conditional(verdict, etag) };
        const kept = current === null ? {} : only(current, SECRET);
        return { next: { ...body.value, ...kept }, status: current === null ? 201 : 204 };
      });
    },
  },
  DELETE: {
    summary: "Removes the group's file.",
    statuses: [204, 404, 412],
    run: ({ api, request, target }) =>
      editGroup(api, target.group, (_current, etag) => {
        if (etag === null) return { answer: notFound() };
        const verdict = judgeConditions(request, etag);
        if (verdict !== "proceed") return { answer: conditional(verdict, etag) };
        return { next: null, status: 204 };
      }),
  },
};

/** What a group's keys do. They can be set, but not seen. */
export const KEYS_METHODS: Resource<"keys">["methods"] = {
  PUT: {
    summary: "Sets the keys that sign tokens for the group.",
    statuses: [204, 400, 404, 409, 413, 415],
    takes: "application/jwk-set+json",
    async run({ api, request, target }) {
      const body = await readJsonBody(request, readKeySet, "application/jwk-set+json");
      if (body.fault !== null) return body.fault;
      for (const [i, jwk] of body.value.entries()) {
        const key = await parseKey(jwk);
        if (key.type === "problem") return badRequest(`key ${i + 1}: ${key.message}`);
      }
      return await setKeys(api, target.group, body.value);
    },
  },
  DELETE: {
    summary: "Removes the keys.",
    statuses: [204, 404, 409],
    run: ({ api, target }) => setKeys(api, target.group, []),
  },
};

/** Answers with a part of a group's definition; null says that there is no such part. */
export async function showPart(
  api: Api,
  request: Request,
  group: string,
  partOf: (description: Description) => JsonValue,
): Promise<Response> {
  const found = await find(api, group);
  if (found instanceof Response) return found;
  const { description, etag } = found;
  const part = partOf(description);
  if (part === null) return notFound();
  const verdict = judgeConditions(request, etag);
  if (verdict !== "proceed") return conditional(verdict, etag);
  return withTag(json(part), etag);
}

/** The definition of a group and its tag, or the answer that there is none. */
export async function find(
  api: Api,
  name: string,
): Promise<{ readonly description: Description; readonly etag: string } | Response> {
  const found = await api.store.find(name);
  if (found === null) return notFound();
  const { description, etag } = found;
  if (description === null) return plain(409, "The group's file is in error: see the server's log");
  return { description, etag };
}

/** The answer for what is not there. */
export function notFound(): Response {
  return plain(404, "Not found");
}

/** The answer where a condition does not hold. */
export function conditional(status: 304 | 412, etag: string | null): Response {
  const tag: Record<string, string> = etag === null ? {} : { etag };
  return status === 304
    ? new Response(null, { status, headers: tag })
    : plain(412, "The condition does not hold: it has been changed, or is not what you think", tag);
}

/** Adds an entity tag to an answer. */
export function withTag(response: Response, etag: string): Response {
  if (etag !== "") response.headers.set("etag", etag);
  return response;
}

function setKeys(api: Api, group: string, keys: readonly JsonObject[]): Promise<Response> {
  return editGroup(api, group, (current) => {
    if (current === null) return { answer: notFound() };
    const rest = without(current, ["authKeys"]);
    return { next: keys.length === 0 ? rest : { ...rest, authKeys: keys }, status: 204 };
  });
}

function readPublicDescription(value: SourceValue, place: Place): JsonObject {
  const description = readDescription(value, place);
  if (description.users.size > 0 || description.wildcardUser !== null) {
    noteError(place, "users must not be given here: use .users/ and .wildcard-user");
  }
  if (description.authKeys.length > 0) {
    noteError(place, "keys must not be given here: use .keys");
  }
  return without(descriptionToJson(description), SECRET);
}

function readKeySet(value: SourceValue, place: Place): JsonObject[] {
  const keys = value instanceof Map ? value.get("keys") : undefined;
  if (keys === undefined) {
    noteError(place, `the body must be an object with "keys", a list of JSON Web Keys`);
    return [];
  }
  return readList(keys, inside(place, "keys"), readJsonObject);
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function only(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));
}
