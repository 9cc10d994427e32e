/**
 * What all parts of the page share once somebody is logged in.
 * @module
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Answer, type Ask, type Client, type Failure, type Method } from "./client.ts";
import { hashOf, readRoute, type Route } from "./route.ts";
import type { AdminSession, Login } from "./session.ts";

/** The page of somebody who is logged in. */
export interface AdminApp {
  readonly login: Login;
  readonly route: ReadonlySignal<Route>;
  /** What has just been done, for eye and ear. */
  readonly said: Signal<string>;
  /** Asks the server. Where the credentials do not do any more, it shows the door. */
  readonly ask: Client;
  go(route: Route): void;
  logOut(): void;
}

/** The address of the page, as far as it is used. */
export interface Address {
  hash: string;
}

/** The page of somebody who is logged in. `address` is followed by calling `follow` when it has changed. */
export function createAdminApp(
  login: Login,
  session: AdminSession,
  address: Address,
): AdminApp & { follow(): void } {
  const home: Route = login.group === ""
    ? { page: "groups" }
    : { page: "group", group: login.group, tab: "settings" };
  const route = signal<Route>(home);
  const said = signal("");

  /** Who administers one group sees nothing else. */
  function isOpen(wanted: Route): boolean {
    return login.group === "" || (wanted.page === "group" && wanted.group === login.group);
  }
  function follow(): void {
    const wanted = readRoute(address.hash);
    const next = isOpen(wanted) ? wanted : home;
    // The browser tells of our own steps, too, when they are long done.
    if (hashOf(next) === hashOf(route.peek())) return;
    said.value = "";
    route.value = next;
  }
  follow();
  return {
    login,
    route,
    said,
    follow,
    async ask(method: Method, path: string, ask?: Ask): Promise<Answer> {
      const answer = await login.client(method, path, ask);
      if (!answer.ok && answer.failure.kind === "unauthorised") leave(answer.failure);
      return answer;
    },
    go: (next) => {
      address.hash = hashOf(next);
      follow();
    },
    logOut: () => session.logOut(),
  };

  function leave(failure: Failure): void {
    if (session.login.peek() === login) session.logOut(failure);
  }
}

/** Holds the page of somebody who is logged in. */
export const AdminContext = createContext<AdminApp | null>(null);

/** The page; only inside of it. */
export function useAdmin(): AdminApp {
  const app = useContext(AdminContext);
  if (app === null) throw new Error("useAdmin is for components of somebody who is logged in");
  return app;
}
