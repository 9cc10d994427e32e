/**
 * Failures in words, and at which field of a form they belong.
 * @module
 */
import type { Failure } from "./client.ts";
import { adminText } from "./text.ts";

/** What is wrong, and with which field; null for the whole. */
export interface Problem {
  readonly field: string | null;
  readonly message: string;
  /** Somebody else has changed it meanwhile: it is to be looked at again. */
  readonly changed: boolean;
}

/** Says what went wrong. */
export function describeFailure({ kind, detail }: Failure): string {
  switch (kind) {
    case "refused":
      return adminText.failure.refused(sentence(placeOf(detail).message));
    case "full":
      return adminText.failure.full;
    default:
      return adminText.failure[kind];
  }
}

/**
 * Says what went wrong with what a form has sent. The server names the field in quotes at the beginning:
 * `line 1: "max-clients" must be …`; of what lies inside of a field it names the way, joined by dots.
 * @param fields names of the fields that the form has
 */
export function toProblem(failure: Failure, fields: readonly string[] = []): Problem {
  const { field, message } = placeOf(failure.detail);
  if (failure.kind === "refused" && field !== null && fields.includes(field)) {
    return { field, message: sentence(message), changed: false };
  }
  return { field: null, message: describeFailure(failure), changed: failure.kind === "changed" };
}

/** A problem that this page has found by itself. */
export function ownProblem(field: string | null, message: string): Problem {
  return { field, message, changed: false };
}

function placeOf(detail: string): { readonly field: string | null; readonly message: string } {
  // What is sent has one line: its number says nothing.
  const message = detail.replace(/^line \d+: /, "");
  const [, quoted] = /^(?:the field )?"([^"]+)"/.exec(message) ?? [];
  return { field: quoted?.split(".")[0] ?? null, message };
}

function sentence(text: string): string {
  if (text === "") return "";
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
