import { assertEquals } from "../tests/assert.ts";
import { borrowFor, createLoans, forgetLoan, forgetWorkerLinks, type Loans } from "./loans.ts";

/** A record that notes what is sent to which worker. */
function createWorld(): { loans: Loans; sent: string[] } {
  const sent: string[] = [];
  const loans = createLoans((worker, command, transfer) => {
    if (command.type === "link") {
      sent.push(`${worker}: link ${command.worker}`);
      for (const port of transfer) (port as MessagePort).close();
    } else if (command.type === "lend" || command.type === "takeBack") {
      sent.push(`${worker}: ${command.type} ${command.up} ${command.worker}`);
    }
  });
  return { loans, sent };
}

Deno.test("a session is lent once, however many follow it on the other worker", () => {
  const { loans, sent } = createWorld();
  borrowFor(loans, 11, 1, 10, 0);
  borrowFor(loans, 12, 1, 10, 0);
  assertEquals(sent, ["0: link 1", "1: link 0", "0: lend 10 1"]);
});

Deno.test("it is taken back when the last of them is over", () => {
  const { loans, sent } = createWorld();
  borrowFor(loans, 11, 1, 10, 0);
  borrowFor(loans, 12, 1, 10, 0);
  forgetLoan(loans, 11);
  assertEquals(sent.length, 3);
  forgetLoan(loans, 12);
  assertEquals(sent.at(-1), "0: takeBack 10 1");
  assertEquals([loans.lent.size, loans.borrowed.size], [0, 0]);
});

Deno.test("two workers have one link, whichever of them lends", () => {
  const { loans, sent } = createWorld();
  borrowFor(loans, 11, 1, 10, 0);
  borrowFor(loans, 21, 0, 20, 1);
  assertEquals(sent.filter((line) => line.includes("link")).length, 2);
  assertEquals(sent.at(-1), "1: lend 20 0");
});

Deno.test("an up session that is over needs not be taken back", () => {
  const { loans, sent } = createWorld();
  borrowFor(loans, 11, 1, 10, 0);
  forgetLoan(loans, 10);
  forgetLoan(loans, 11);
  assertEquals(sent.length, 3);
  assertEquals([loans.lent.size, loans.borrowed.size], [0, 0]);
});

Deno.test("a worker that was started anew is linked anew", () => {
  const { loans, sent } = createWorld();
  borrowFor(loans, 11, 1, 10, 0);
  borrowFor(loans, 12, 2, 10, 0);
  forgetWorkerLinks(loans, 1);
  borrowFor(loans, 13, 1, 15, 0);
  borrowFor(loans, 14, 2, 15, 0);
  assertEquals(sent.filter((line) => line === "0: link 1").length, 2);
  assertEquals(sent.filter((line) => line === "0: link 2").length, 1);
});
