import { assertEquals, assertStringIncludes } from "../../tests/assert.ts";
import { describeFailure, toProblem } from "./failure.ts";

function refused(detail: string) {
  return { kind: "refused", detail } as const;
}

Deno.test("what the server says of a field stands at that field, if the form has it", () => {
  const failure = refused(`line 1: "max-clients" must be a whole number, not text: write digits`);
  assertEquals(toProblem(failure, ["max-clients"]), {
    field: "max-clients",
    message: `"max-clients" must be a whole number, not text: write digits.`,
    changed: false,
  });
  assertEquals(toProblem(failure, ["codecs"]).field, null);
  assertEquals(toProblem(refused(`line 1: "codecs.0" must be text`), ["codecs"]).field, "codecs");
  const unknown = refused(`line 1: the field "colour" is unknown: remove it`);
  assertEquals(toProblem(unknown, ["colour"]).field, "colour");
});

Deno.test("other sentences of the server are said as they are, beginning large and with a full stop", () => {
  assertEquals(
    describeFailure(refused("no group can have that name")),
    "No group can have that name.",
  );
  assertEquals(toProblem(refused("no group can have that name"), ["name"]).field, null);
  assertStringIncludes(describeFailure(refused("")), "did not accept");
});

Deno.test("every kind of failure has words, and a change by others is marked", () => {
  for (
    const kind of ["unreachable", "unauthorised", "read-only", "missing", "busy", "full", "broken"]
  ) {
    const problem = toProblem({ kind: kind as "busy", detail: "x" }, ["x"]);
    assertEquals([problem.field, problem.changed, problem.message.length > 10], [
      null,
      false,
      true,
    ]);
  }
  const changed = toProblem({ kind: "changed", detail: "" });
  assertEquals(changed.changed, true);
  assertStringIncludes(changed.message, "look again");
});
