import { assert, assertEquals } from "../tests/assert.ts";
import { authorise, type Doors, type JoinFailure } from "./credentials.ts";
import { createDescription, type UserDescription } from "./description.ts";
import { createHasher, createPassword, type Password } from "./password.ts";
import { createToken, type Token } from "./token.ts";

function user(password: Partial<Password> | null): UserDescription {
  return {
    password: password === null ? null : createPassword(password),
    permissions: "present",
  };
}

function doors(tokens: readonly Token[] = []): Doors {
  return {
    hasher: createHasher(),
    tokens: () => Promise.resolve(new Map(tokens.map((token) => [token.token, token]))),
    canonicalHost: "",
    nowMs: 1000,
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
  const outcome = await authorise(description, "g", credentials, doors());
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

Deno.test("unknown tokens are refused, and no credentials at all are an internal error as in Galène", async () => {
  const description = createDescription({ wildcardUser: WILDCARD });
  for (const token of ["x", "a.b.c", ""]) {
    const credentials = { type: "token", token, username: "alice" } as const;
    const byToken = await authorise(description, "g", credentials, doors());
    assert(byToken.type === "refused");
    assertEquals([byToken.failure.fate, byToken.failure.message], ["auth", "not authorised"]);
  }
  const byNothing = await authorise(description, "g", { type: "none" }, doors());
  assert(byNothing.type === "refused");
  assertEquals(byNothing.failure.message, "internal server error");
});

const TOKEN = createToken({ token: "t", group: "g", permissions: ["present"], expiresMs: 2000 });

async function byToken(token: Token, username: string | null): Promise<string> {
  const description = createDescription({ users: new Map([["taken", user(null)]]) });
  const credentials = { type: "token", token: "t", username } as const;
  const outcome = await authorise(description, "g", credentials, doors([token]));
  return outcome.type === "granted"
    ? `${outcome.username}: ${outcome.permissions.join(" ")}`
    : outcome.failure.error || outcome.failure.message;
}

Deno.test("a token without a name asks for one, which must be no user's and allowed", async () => {
  assertEquals(await byToken(TOKEN, null), "need-username");
  assertEquals(await byToken(TOKEN, "alice"), "alice: present");
  assertEquals(await byToken(TOKEN, "taken"), "duplicate-username");
  assertEquals(await byToken(TOKEN, "../x"), "not authorised");
});

Deno.test("a token's own name wins over the offered one, and its permissions are taken literally", async () => {
  const named = { ...TOKEN, username: "bob", permissions: ["op"] };
  assertEquals(await byToken(named, "alice"), "bob: op");
  assertEquals(await byToken({ ...TOKEN, username: "" }, null), ": present");
  assertEquals(await byToken({ ...TOKEN, username: "" }, "alice"), "alice: present");
});

Deno.test("what has the form of a signed token is not looked up as a stateful one", async () => {
  const text = `${btoa('{"alg":"HS256"}')}.e30.AAAA`;
  const token = { ...TOKEN, token: text, username: "bob" };
  const credentials = { type: "token", token: text, username: null } as const;
  const outcome = await authorise(createDescription(), "g", credentials, doors([token]));
  assertEquals(outcome.type, "refused");
});

Deno.test("an unknown name, or one without a password, costs as much to refuse as a wrong password", async () => {
  const key = `$2a$04$${"a".repeat(53)}`;
  const users = new Map([
    ["plain", user({ type: "plain", key: "x" })],
    ["hashed", user({ type: "bcrypt", key })],
    ["closed", user(null)],
  ]);
  for (const username of ["hashed", "nobody", "closed"]) {
    const compared: string[] = [];
    const hasher = createHasher({
      compareBcrypt(_, hash) {
        compared.push(hash);
        return Promise.resolve(username !== "hashed");
      },
    });
    const credentials = { type: "password", username, password: "guess" } as const;
    const description = createDescription({ users });
    const outcome = await authorise(description, "g", credentials, { ...doors(), hasher });
    assertEquals([outcome.type, compared], ["refused", [key]], username);
  }
});
