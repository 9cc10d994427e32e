/**
 * Down sessions that live on another worker than the up session which they follow: the up session's worker lends it, over a
 * link that the two are given when they first need one.
 * @module
 */
import type { Command, SessionId } from "../media/worker/commands.ts";

/** Sends a command to a worker by its number; with it go the ports in `transfer`. */
export type SendToWorker = (worker: number, command: Command, transfer: Transferable[]) => void;

/** Who lends what to whom. */
export interface Loans {
  readonly send: SendToWorker;
  /** Pairs of workers that have a link, the lower number first. */
  readonly linked: Set<string>;
  /** By up session: to which workers it is lent, and for how many down sessions each. */
  readonly lent: Map<
    SessionId,
    { readonly lender: number; readonly borrowers: Map<number, number> }
  >;
  /** By down session: what it follows on another worker. */
  readonly borrowed: Map<SessionId, { readonly up: SessionId; readonly borrower: number }>;
}

/** Makes the record of no loans. */
export function createLoans(send: SendToWorker): Loans {
  return { send, linked: new Set(), lent: new Map(), borrowed: new Map() };
}

/** Has `lender` lend an up session to `borrower`, for one more down session. */
export function borrowFor(
  loans: Loans,
  down: SessionId,
  borrower: number,
  up: SessionId,
  lender: number,
): void {
  link(loans, lender, borrower);
  const loan = loans.lent.get(up) ?? { lender, borrowers: new Map<number, number>() };
  loans.lent.set(up, loan);
  const before = loan.borrowers.get(borrower) ?? 0;
  loan.borrowers.set(borrower, before + 1);
  loans.borrowed.set(down, { up, borrower });
  if (before === 0) loans.send(lender, { type: "lend", up, worker: borrower }, []);
}

/** A session is over, up or down. */
export function forgetLoan(loans: Loans, session: SessionId): void {
  // The lender itself tells its borrowers that an up session is over.
  loans.lent.delete(session);
  const borrowed = loans.borrowed.get(session);
  if (borrowed === undefined) return;
  loans.borrowed.delete(session);
  const { up, borrower } = borrowed;
  const loan = loans.lent.get(up);
  if (loan === undefined) return;
  const left = loan.borrowers.get(borrower)! - 1;
  if (left > 0) {
    loan.borrowers.set(borrower, left);
    return;
  }
  loan.borrowers.delete(borrower);
  if (loan.borrowers.size === 0) loans.lent.delete(up);
  loans.send(loan.lender, { type: "takeBack", up, worker: borrower }, []);
}

/** A worker has died, and its links with it. Its sessions are to be forgotten one by one. */
export function forgetWorkerLinks(loans: Loans, worker: number): void {
  for (const pair of loans.linked) {
    if (pair.split("-").includes(String(worker))) loans.linked.delete(pair);
  }
}

function link(loans: Loans, a: number, b: number): void {
  const pair = `${Math.min(a, b)}-${Math.max(a, b)}`;
  if (loans.linked.has(pair)) return;
  loans.linked.add(pair);
  const { port1, port2 } = new MessageChannel();
  loans.send(a, { type: "link", worker: b, port: port1 }, [port1]);
  loans.send(b, { type: "link", worker: a, port: port2 }, [port2]);
}
