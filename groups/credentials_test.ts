import { assert, assertEquals } from "../tests/assert.ts";
import { authorise, type JoinFailure } from "./credentials.ts";
import { createDescription, type UserDescription } from "./description.ts";
import { createHasher, createPassword, type Password } from "./password.ts";

function user(password: Partial<Password> | null): UserDescription {
  return {
    password: password === null ? null : createPassword(password),
    permissions: "present",
  };
}

const WILDCARD = user({ type: "wildcard" });

async function refusal(
  users: Record<string, UserDescription>,
  wildcardUser: UserDescription | null,
  username: string,
  password = "",
): Promise<JoinFailure> {
  const description = createDescription({ users: new Map(Object.entries(users)), wildcardUser });
  const credentials = { type: "password", username, password } as const;
  const outcome = await authorise(description, credentials, createHasher());
  assert(outcome.type === "refused", "was let in");
  return outcome.failure;
}

Deno.test("a listed name is never let in by the wildcard user", async () => {
  const users = { jch: user({ type: "plain", key: "x" }), james: user(null) };
  assertEquals((await refusal(users, WILDCARD, "jch", "y")).fate, "auth");
  assertEquals((await refusal(users, WILDCARD, "james")).fate, "auth");
});

Deno.test("without a wildcard user an unknown name is refused, and so are names of all objects", async () => {
  for (const name of ["paul", "", "__proto__", "toString"]) {
    assertEquals((await refusal({}, null, name)).message, "not authorised");
  }
});

Deno.test("a name that is too long or climbs is refused whatever the password", async () => {
  for (const name of ["x".repeat(5000), "../x", "a\nb"]) {
    assertEquals((await refusal({}, WILDCARD, name)).message, "not authorised");
  }
});

Deno.test("a broken password of a listed user is the server's fault, of the wildcard nobody's", async () => {
  const broken = user({ type: "bcrypt" });
  assertEquals((await refusal({ jch: broken }, null, "jch")).message, "internal server error");
  assertEquals((await refusal({}, broken, "jch")).message, "not authorised");
});

Deno.test("the detail for the log never holds the password", async () => {
  const users = { jch: user({ type: "plain", key: "stored-secret" }) };
  const failure = await refusal(users, null, "jch", "offered-secret");
  assertEquals(JSON.stringify(failure).includes("secret"), false);
});

Deno.test("tokens are unknown, and no credentials at all are an internal error as in Galène", async () => {
  const description = createDescription({ wildcardUser: WILDCARD });
  const byToken = await authorise(
    description,
    { type: "token", token: "abc", username: "x" },
    createHasher(),
  );
  const byNothing = await authorise(description, { type: "none" }, createHasher());
  assert(byToken.type === "refused" && byNothing.type === "refused");
  assertEquals([byToken.failure.fate, byToken.failure.message], ["auth", "not authorised"]);
  assertEquals(byNothing.failure.message, "internal server error");
});
