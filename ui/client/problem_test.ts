import { assertEquals } from "../../tests/assert.ts";
import { isAboutName, readRefusal } from "./problem.ts";

function read(value: string, byToken = false) {
  return readRefusal({ type: "joined", kind: "fail", username: "", value }, byToken);
}

Deno.test("refusals get names, and what an operator wrote is kept as it is", () => {
  assertEquals(read("too many users"), { problem: { type: "full" }, final: false });
  assertEquals(read("not authorised").problem, { type: "not-authorised" });
  assertEquals(read("you are waiting in another window"), {
    problem: { type: "waits-elsewhere" },
    final: true,
  });
  assertEquals(read("not authorised", true).problem, { type: "bad-token" });
  assertEquals(read("back at noon").problem, { type: "said", sentence: "back at noon" });
  assertEquals(read("constructor").problem, { type: "said", sentence: "constructor" });
});

Deno.test("refusals with a number in them are read with it", () => {
  const banned = "you were put out of this group: you may come back in ";
  assertEquals(read(`${banned}1 minute`).problem, { type: "banned", minutes: 1 });
  assertEquals(read(`${banned}12 minutes`), {
    problem: { type: "banned", minutes: 12 },
    final: true,
  });
  assertEquals(read("too many failed logins: try again in 30 seconds").problem, {
    type: "too-many-logins",
    seconds: 30,
  });
});

Deno.test("a refused name is told from everything else", () => {
  const about = (error: "need-username" | "duplicate-username") =>
    isAboutName(
      readRefusal({ type: "joined", kind: "fail", username: "", value: "", error }, false).problem,
    );
  assertEquals([about("need-username"), about("duplicate-username")], [true, true]);
  assertEquals([isAboutName(null), isAboutName({ type: "full" })], [false, false]);
});
