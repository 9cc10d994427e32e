/**
 * Stateful tokens as the administrator's interface has them: those of a group, or of the whole server.
 * @module
 */
import { noteError, type Place } from "../../groups/fields.ts";
import type { SourceValue } from "../../groups/source.ts";
import { type Token, tokenProblem, tokensOf } from "../../groups/token.ts";
import { readToken, tokenToJson } from "../../groups/token_format.ts";
import type { TokenChange } from "../../groups/token_store.ts";
import { json, plain } from "../responses.ts";
import type { Api, Resource } from "./api.ts";
import { badRequest, readJsonBody } from "./bodies.ts";
import { conditional, find, notFound, withTag } from "./groups.ts";
import type { TargetOf } from "./paths.ts";
import { judgeConditions, type Verdict } from "./preconditions.ts";

/** What the list of tokens does. */
export const TOKENS_METHODS: Resource<"tokens">["methods"] = {
  GET: {
    summary: "Names of the group's tokens; without a group, of those for the whole server.",
    statuses: [200, 304, 404, 409, 412],
    async run({ api, request, target }) {
      const absent = await checkGroup(api, target.group);
      if (absent !== null) return absent;
      const { tokens, etag } = await api.tokens.read();
      const verdict = judgeConditions(request, etag === "" ? null : etag);
      if (verdict !== "proceed") return conditional(verdict, etag);
      const names = tokensOf(tokens.values(), target.group).map(({ token }) => token);
      return withTag(json(names), etag);
    },
  },
  POST: {
    summary: "Makes a token; its name is in the answer's Location.",
    statuses: [201, 400, 404, 409, 413, 415, 507],
    takes: "application/json",
    async run({ api, request, target }) {
      const absent = await checkGroup(api, target.group);
      if (absent !== null) return absent;
      const body = await readJsonBody(request, readNewToken);
      if (body.fault !== null) return body.fault;
      const name = api.randomId();
      const token: Token = { ...body.value, token: name, group: target.group };
      const problem = tokenProblem(token);
      if (problem !== null) return badRequest(problem);
      const outcome = await api.tokens.edit(name, (etag) => etag === null, () => token);
      return respond(api, outcome, 201, { location: name });
    },
  },
};

/** What one token does. */
export const TOKEN_METHODS: Resource<"token">["methods"] = {
  GET: {
    summary: "The token, without its name and group.",
    statuses: [200, 304, 404, 409, 412],
    async run({ api, request, target }) {
      const absent = await checkGroup(api, target.group);
      if (absent !== null) return absent;
      const { tokens, etag } = await api.tokens.read();
      const token = tokens.get(target.token);
      if (token === undefined || token.group !== target.group) return notFound();
      const verdict = judgeConditions(request, etag);
      if (verdict !== "proceed") return conditional(verdict, etag);
      const { token: _, group: __, ...rest } = tokenToJson(token);
      return withTag(json(rest), etag);
    },
  },
  PUT: {
    summary: "Makes a token of that name, or replaces it.",
    statuses: [201, 204, 400, 404, 409, 412, 413, 415, 507],
    takes: "application/json",
    async run({ api, request, target }) {
      const absent = await checkGroup(api, target.group);
      if (absent !== null) return absent;
      const there = (await api.tokens.read()).tokens.get(target.token);
      if (there !== undefined && there.group !== target.group) return inOtherGroup();
      const body = await readJsonBody(request, readNewToken);
      if (body.fault !== null) return body.fault;
      const token: Token = { ...body.value, token: target.token, group: target.group };
      const problem = tokenProblem(token);
      if (problem !== null) return badRequest(problem);
      let created = false;
      return await edit(api, request, target, (old) => {
        created = old === null;
        return token;
      }, () => created ? 201 : 204);
    },
  },
  DELETE: {
    summary: "Removes the token.",
    statuses: [204, 404, 409, 412],
    async run({ api, request, target }) {
      const absent = await checkGroup(api, target.group);
      if (absent !== null) return absent;
      const there = (await api.tokens.read()).tokens.get(target.token);
      if (there === undefined || there.group !== target.group) return notFound();
      return await edit(api, request, target, () => null, () => 204);
    },
  },
};

/** Changes a token if the request's conditions hold, and if no other group has got it meanwhile. */
async function edit(
  api: Api,
  request: Request,
  target: TargetOf<"token">,
  change: (old: Token | null) => Token | null,
  status: () => 201 | 204,
): Promise<Response> {
  let verdict: Verdict = "proceed";
  let stolen = false;
  const outcome = await api.tokens.edit(target.token, (etag) => {
    verdict = judgeConditions(request, etag);
    return verdict === "proceed";
  }, (old) => {
    stolen = old !== null && old.group !== target.group;
    return stolen ? old : change(old);
  });
  if (stolen) return inOtherGroup();
  return respond(api, outcome, status());
}

function respond(
  api: Api,
  outcome: TokenChange,
  status: 201 | 204,
  headers: Record<string, string> = {},
): Response {
  switch (outcome.type) {
    case "done":
      return withTag(new Response(null, { status, headers }), outcome.etag);
    case "mismatch":
      return conditional(412, null);
    case "full":
      return plain(507, "There are too many tokens: remove some");
    case "failed":
      api.log.error("the file of tokens could not be written", { reason: outcome.reason });
      return plain(500, "The file of tokens could not be written");
  }
}

/** The answer where there is no such group; null if there is one, or none is meant. */
async function checkGroup(api: Api, group: string): Promise<Response | null> {
  if (group === "") return null;
  const found = await find(api, group);
  return found instanceof Response ? found : null;
}

function inOtherGroup(): Response {
  return plain(409, "The token exists in another group");
}

function readNewToken(value: SourceValue, place: Place): Token {
  const token = readToken(value, place);
  if (token.token !== "" || token.group !== "") {
    noteError(place, "the token's name and group must not be given: they are in the path");
  }
  return token;
}
