import { assertEquals } from "../tests/assert.ts";
import { createDescription } from "./description.ts";
import { groupStatus } from "./status.ts";

const EMPTY = { locked: false, lobby: false, clientCount: 0 };

for (
  const [base, name, location, endpoint] of [
    ["https://example.org/", "a/b", "https://example.org/group/a/b/", "wss://example.org/ws"],
    ["http://localhost:8443", "a", "http://localhost:8443/group/a/", "ws://localhost:8443/ws"],
    ["https://example.org/x/", "a", "https://example.org/x/group/a/", "wss://example.org/x/ws"],
    ["https://[::1]:1/", "é ?", "https://[::1]:1/group/%C3%A9%20%3F/", "wss://[::1]:1/ws"],
  ] as const
) {
  Deno.test(`the group "${name}" of ${base} is at ${location}`, () => {
    const view = { member: false, base: new URL(base), writableGroups: false };
    assertEquals(groupStatus(name, createDescription(), EMPTY, view), { name, location, endpoint });
  });
}

Deno.test("a redirected group shows where to and its texts, and nothing else", () => {
  const description = createDescription({
    redirect: "https://example.org/",
    displayName: "D",
    description: "T",
    public: true,
    authServer: "https://auth.example.org/",
  });
  const view = { member: true, base: new URL("https://here.example.org/"), writableGroups: true };
  assertEquals(groupStatus("a", description, EMPTY, view), {
    name: "a",
    redirect: "https://example.org/",
    displayName: "D",
    description: "T",
  });
});

Deno.test("authentication elsewhere is told to everybody", () => {
  const description = createDescription({
    authServer: "https://a.org/",
    authPortal: "https://b.org/",
  });
  const view = { member: false, base: null, writableGroups: true };
  assertEquals(groupStatus("a", description, EMPTY, view), {
    name: "a",
    authServer: "https://a.org/",
    authPortal: "https://b.org/",
  });
});

Deno.test("the devices that a group suggests are told to everybody", () => {
  const description = createDescription({ suggest: ["microphone"] });
  const view = { member: false, base: null, writableGroups: false };
  assertEquals(groupStatus("a", description, EMPTY, view), { name: "a", suggest: ["microphone"] });
});
