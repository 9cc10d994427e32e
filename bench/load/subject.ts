/**
 * The servers that are measured, behind one small type.
 * @module
 */
import type { Service } from "./client_commands.ts";

/** A server that can be started. */
export interface Subject {
  readonly name: string;
  /** Throws an `Error` that says why where the server cannot be had. */
  readonly start: () => Promise<RunningSubject>;
}

/** A server that runs. */
export interface RunningSubject {
  readonly service: Service;
  readonly pid: number;
  /** What it says of its version or backends; "" if nothing. */
  readonly details: string;
  readonly stop: () => Promise<void>;
}
