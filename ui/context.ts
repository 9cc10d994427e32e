/**
 * How components reach the models.
 * @module
 */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { App } from "./models/app.ts";

/** Holds the models of the group's page. */
export const AppContext = createContext<App | null>(null);

/** The models; only inside of a group's page. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error("useApp is for components inside of a group's page");
  return app;
}
