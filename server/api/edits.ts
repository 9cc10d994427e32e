/**
 * Changes of group files on behalf of a request: what each outcome is answered with.
 * @module
 */
import type { JsonObject } from "../../groups/json.ts";
import type { EditResult } from "../../groups/store_edit.ts";
import { plain } from "../responses.ts";
import type { Api } from "./api.ts";
import { badRequest } from "./bodies.ts";

/** What is to be done: write a definition (null removes it) and answer with a status, or only answer. */
export type Step =
  | { readonly next: JsonObject | null; readonly status: 201 | 204 }
  | { readonly answer: Response };

/**
 * Changes a group's file, if the configuration lets files be written.
 * @param decide what to do, given the definition as it is (null for none) and its entity tag. Called once, with
 * nothing happening between it and the write.
 */
export async function editGroup(
  api: Api,
  name: string,
  decide: (current: JsonObject | null, etag: string | null) => Step,
): Promise<Response> {
  if (!api.config().writableGroups) {
    return plain(401, `Groups are read-only here: "writableGroups" in config.json allows writing`);
  }
  let tag: string | null = null;
  let answer: Response | null = null;
  let status: 201 | 204 = 204;
  const result = await api.store.edit(name, (etag) => {
    tag = etag;
    return true;
  }, (current) => {
    const step = decide(current, tag);
    if ("answer" in step) {
      answer = step.answer;
      return current;
    }
    status = step.status;
    return step.next;
  });
  return answer ?? respond(api, name, result, status);
}

function respond(api: Api, name: string, result: EditResult, status: 201 | 204): Response {
  switch (result.type) {
    case "written":
      return new Response(null, { status, headers: { etag: result.etag } });
    case "removed":
    case "unchanged":
      return new Response(null, { status: 204 });
    case "mismatch":
      return plain(412, "It has been changed meanwhile");
    case "not-writable":
      return plain(401, "Groups are read-only here");
    case "illegal":
      return badRequest("no group can have that name");
    case "broken":
      return plain(409, `The group's file is in error, line ${result.problem.line}: correct it`);
    case "invalid":
      return badRequest(result.problem.message);
    case "failed":
      api.log.error("a group file could not be written", { group: name, reason: result.reason });
      return plain(500, "The group's file could not be written");
  }
}
