import { assertEquals, assertMatch, assertNotEquals, assertRejects } from "../tests/assert.ts";
import { createPasswordThread } from "./password_thread.ts";

const HASH = "$2a$10$afOr2f33onT/nDFFyT3mbOq5FMSw1wWXfyTXQTBMbKvZpBkoD3Qwu";

Deno.test("the thread compares several passwords, each with its own answer", async () => {
  const thread = createPasswordThread();
  const offered = ["pass", "bad", "pass"];
  const answers = await Promise.all(offered.map((each) => thread.compare(each, HASH)));
  assertEquals(answers, [true, false, true]);
  thread.close();
});

Deno.test("a hash of another kind is no match, and a malformed one is rejected", async () => {
  const thread = createPasswordThread();
  assertEquals(await thread.compare("pass", "x"), false);
  await assertRejects(() => thread.compare("pass", `$9${HASH.slice(2)}`));
  thread.close();
});

Deno.test("a hash that the thread makes is that of the password alone, with the cost asked for, and salted", async () => {
  const thread = createPasswordThread();
  const [hash = "", again] = await Promise.all([thread.hash("süß", 4), thread.hash("süß", 4)]);
  assertMatch(hash, /^\$2[aby]\$04\$[./A-Za-z0-9]{53}$/);
  assertNotEquals(hash, again);
  assertEquals(await thread.compare("süß", hash), true);
  assertEquals(await thread.compare("süss", hash), false);
  thread.close();
  await assertRejects(() => thread.hash("x", 4), Error, "stopping");
});

Deno.test("closing rejects what is open and what comes later", async () => {
  const thread = createPasswordThread();
  const open = assertRejects(() => thread.compare("pass", HASH), Error, "stopping");
  thread.close();
  await open;
  await assertRejects(() => thread.compare("pass", HASH), Error, "stopping");
});

Deno.test("a thread that was never needed was never started, and can be closed", () => {
  createPasswordThread().close();
});

Deno.test("without a worker that runs the answers are the same", async () => {
  const absent = new URL("./absent_worker.ts", import.meta.url);
  const thread = createPasswordThread(() => new Worker(absent, { type: "module" }));
  const answers = await Promise.all(["pass", "bad"].map((each) => thread.compare(each, HASH)));
  assertEquals(answers, [true, false]);
  assertEquals(await thread.compare("pass", HASH), true);
  assertEquals(await thread.compare("pass", await thread.hash("pass", 4)), true);
  thread.close();
});
