/**
 * The assertions that tests use. They are those of Deno's standard library; its npm edition carries no types, so the
 * signatures are written here.
 * @module
 */
import * as std from "@std/assert";

/** Fails unless `condition` is truthy. */
export function assert(condition: unknown, message?: string): asserts condition {
  std.assert(condition, message);
}

/** Fails unless the two are deeply equal. */
export function assertEquals<T>(actual: T, expected: T, message?: string): void {
  std.assertEquals(actual, expected, message);
}

/** Fails if the two are deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, message?: string): void {
  std.assertNotEquals(actual, expected, message);
}

/** Fails unless the text contains `part`. */
export function assertStringIncludes(text: string, part: string, message?: string): void {
  std.assertStringIncludes(text, part, message);
}

/** Fails unless the text matches. */
export function assertMatch(text: string, pattern: RegExp, message?: string): void {
  std.assertMatch(text, pattern, message);
}

/** Fails unless `fn` throws (an error of that class, with that text in its message). Returns the error. */
export function assertThrows(
  fn: () => unknown,
  // deno-lint-ignore no-explicit-any
  errorClass: new (...args: any[]) => Error = Error,
  includes?: string,
): Error {
  return std.assertThrows(fn, errorClass, includes);
}

/** Fails unless the promise is rejected (with that class and text). Returns the error. */
export function assertRejects(
  fn: () => Promise<unknown>,
  // deno-lint-ignore no-explicit-any
  errorClass: new (...args: any[]) => Error = Error,
  includes?: string,
): Promise<Error> {
  return std.assertRejects(fn, errorClass, includes);
}
