import { assertEquals } from "../../tests/assert.ts";
import { text } from "../text.ts";
import { explainProblem } from "./problem_text.ts";

Deno.test("what a server or an operator wrote is shown as it is, but for its first letter", () => {
  assertEquals(explainProblem({ type: "said", sentence: "back at noon" }), "Back at noon");
  assertEquals(
    explainProblem({ type: "kicked", by: "Ada", reason: "noise" }).includes("Ada"),
    true,
  );
});

Deno.test("numbers of a refusal are said", () => {
  assertEquals(explainProblem({ type: "banned", minutes: 12 }), text.failure.banned(12));
  assertEquals(
    explainProblem({ type: "too-many-logins", seconds: 30 }),
    text.failure.tooManyLogins(30),
  );
});
