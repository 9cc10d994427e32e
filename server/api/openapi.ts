/**
 * The description of the administrator's interface in OpenAPI 3.1, made of the table of its resources.
 * @module
 */
import { VERSION } from "../version.ts";
import type { Method, Operation, Resource } from "./api.ts";
import type { TargetType } from "./paths.ts";

/** Paths of each type of target, below `/galene-api/v0`. */
export const TEMPLATES: Readonly<Record<TargetType, readonly string[]>> = {
  about: ["/.about"],
  stats: ["/.stats"],
  openapi: ["/openapi.json"],
  groups: ["/.groups/"],
  group: ["/.groups/{group}"],
  keys: ["/.groups/{group}/.keys"],
  users: ["/.groups/{group}/.users/"],
  user: [
    "/.groups/{group}/.users/{user}",
    "/.groups/{group}/.empty-user",
    "/.groups/{group}/.wildcard-user",
  ],
  password: [
    "/.groups/{group}/.users/{user}/.password",
    "/.groups/{group}/.empty-user/.password",
    "/.groups/{group}/.wildcard-user/.password",
  ],
  tokens: ["/.groups/{group}/.tokens/", "/.groups/.tokens/"],
  token: ["/.groups/{group}/.tokens/{token}", "/.groups/.tokens/{token}"],
  groupStats: ["/.groups/{group}/.stats"],
  kick: ["/.groups/{group}/.kick"],
  close: ["/.groups/{group}/.close"],
  lock: ["/.groups/{group}/.lock"],
};

const MEANINGS: Readonly<Record<number, string>> = {
  200: "It is in the body.",
  201: "It has been made.",
  204: "It is done.",
  304: "It has not changed since (If-None-Match).",
  400: "The request makes no sense; the body says why.",
  401: "The credentials are missing or not good enough, or groups are read-only.",
  403: "A page of another site asks, which may not (allowAdminOrigin in config.json).",
  404: "There is no such thing.",
  409: "It stands in the way of something else; the body says of what.",
  412: "The condition (If-Match, If-None-Match) does not hold.",
  413: "The body is too long.",
  415: "The body is not of the type that is wanted.",
  503: "The server is busy; try again later.",
  507: "There is no more room.",
};

const WHO: Readonly<Record<Resource["access"], string>> = {
  all: "For everybody.",
  server: "For administrators of the server.",
  group: "For administrators of the server and of the group.",
  password: "For administrators, and for the user who offers the old password.",
};

/** Makes the description. */
export function writeOpenApi(
  // Operations of one type of target take no other, which says nothing about their descriptions.
  // deno-lint-ignore no-explicit-any
  resources: Readonly<Record<TargetType, Resource<any>>>,
): unknown {
  const paths: Record<string, unknown> = {};
  for (const [type, resource] of Object.entries(resources)) {
    for (const template of TEMPLATES[type as TargetType]) {
      const methods = Object.entries(resource.methods) as [Method, Operation][];
      paths[template] = {
        ...parametersOf(template),
        ...Object.fromEntries(
          methods.map(([method, operation]) => [
            method.toLowerCase(),
            describe(method, operation, resource.access),
          ]),
        ),
      };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Galène's administration interface, as Lectern has it",
      version: VERSION,
      description: "Group names may contain slashes. HEAD is GET without a body.",
    },
    servers: [{ url: "/galene-api/v0" }],
    components: {
      securitySchemes: {
        basic: { type: "http", scheme: "basic" },
        bearer: { type: "http", scheme: "bearer" },
      },
    },
    paths,
  };
}

function describe(method: Method, operation: Operation, access: Resource["access"]): unknown {
  const { summary, statuses, takes } = operation;
  const refusals = [...access === "all" ? [] : [401], ...method === "GET" ? [] : [403]];
  const all = [...statuses, ...refusals].sort((a, b) => a - b);
  return {
    summary,
    description: WHO[access],
    security: access === "all" ? [] : [{ basic: [] }, { bearer: [] }],
    ...takes === undefined ? {} : {
      requestBody: {
        required: true,
        content: { [takes]: { schema: takes === "text/plain" ? { type: "string" } : {} } },
      },
    },
    responses: Object.fromEntries(
      all.map((status) => [status, { description: MEANINGS[status] ?? "See the body." }]),
    ),
  };
}

function parametersOf(template: string): { parameters?: unknown } {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  if (names.length === 0) return {};
  return {
    parameters: names.map((name) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    })),
  };
}
