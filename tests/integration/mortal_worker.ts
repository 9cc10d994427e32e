/**
 * A media worker that dies when it is asked to restart a session: what a fault that nobody caught would do.
 * @module
 */
import "../../media/worker/worker.ts";
import type { Command } from "../../media/worker/commands.ts";

interface Scope {
  onmessage: (message: { readonly data: Command }) => void;
}

const scope = globalThis as unknown as Scope;
const obey = scope.onmessage;

scope.onmessage = (message) => {
  if (message.data.type === "restart") throw new Error("an uncaught fault");
  obey(message);
};
