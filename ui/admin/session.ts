/**
 * Who administers: credentials, held in memory and, if that is wished, in the tab's storage until it is closed.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import {
  type Client,
  createClient,
  type Credentials,
  type Failure,
  type Fetch,
  groupPath,
  recordOf,
} from "./client.ts";

/** Somebody who has been let in. */
export interface Login {
  readonly client: Client;
  /** The one group that is administered; "" for the whole server. */
  readonly group: string;
  /** "" for the bearer of a token. */
  readonly username: string;
  /** Whether group files may be written on this server. */
  readonly writable: boolean;
}

/** What is typed at the door. */
export interface Offer {
  readonly credentials: Credentials;
  /** "" to administer the whole server. */
  readonly group: string;
  /** Whether to be let in again when the page is loaded anew in this tab. */
  readonly remember: boolean;
}

/** Storage of the tab; null where the browser has none for us. */
export type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;

/** The door and who is in. */
export interface AdminSession {
  readonly login: ReadonlySignal<Login | null>;
  /** Whether credentials are being checked. */
  readonly busy: ReadonlySignal<boolean>;
  /** Why nobody was let in; null if nothing was tried. */
  readonly failure: ReadonlySignal<Failure | null>;
  /** Tries the credentials. */
  logIn(offer: Offer): Promise<void>;
  /** Forgets them; with `failure`, because of it. */
  logOut(failure?: Failure): void;
  /** Tries what the tab remembers, if it does. */
  resume(): Promise<void>;
}

const KEY = "lectern.administrator";

/** A session in which nobody is logged in. */
export function createSession(fetch: Fetch, storage: TabStorage): AdminSession {
  const login = signal<Login | null>(null);
  const busy = signal(false);
  const failure = signal<Failure | null>(null);

  function logOut(because?: Failure): void {
    login.value = null;
    failure.value = because ?? null;
    withStorage(() => storage?.removeItem(KEY));
  }

  async function logIn(offer: Offer): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    failure.value = null;
    try {
      const checked = await check(fetch, offer);
      if ("failure" in checked) {
        // A server that is away says nothing against the credentials.
        if (checked.failure.kind === "unreachable") failure.value = checked.failure;
        else logOut(checked.failure);
        return;
      }
      login.value = checked.login;
      withStorage(() => {
        if (offer.remember) storage?.setItem(KEY, JSON.stringify(offer));
        else storage?.removeItem(KEY);
      });
    } finally {
      busy.value = false;
    }
  }

  return {
    login,
    busy,
    failure,
    logIn,
    logOut,
    async resume() {
      const offer = readOffer(withStorage(() => storage?.getItem(KEY) ?? null));
      if (offer !== null) await logIn(offer);
    },
  };
}

async function check(
  fetch: Fetch,
  { credentials, group }: Offer,
): Promise<{ readonly login: Login } | { readonly failure: Failure }> {
  if (credentials.type === "token" && !/^[!-~]+$/.test(credentials.token)) {
    return { failure: { kind: "unauthorised", detail: "" } };
  }
  const client = createClient(fetch, credentials);
  const answer = await client("GET", group === "" ? ".groups/" : groupPath(group));
  if (!answer.ok) return { failure: answer.failure };
  const about = await client("GET", ".about");
  if (!about.ok) return { failure: about.failure };
  const username = credentials.type === "password" ? credentials.username : "";
  const writable = recordOf(about.value)["writableGroups"] === true;
  return { login: { client, group, username, writable } };
}

function readOffer(stored: string | null): Offer | null {
  let value: unknown;
  try {
    value = JSON.parse(stored ?? "null");
  } catch {
    return null;
  }
  const { credentials, group } = recordOf(value);
  const { type, username, password, token } = recordOf(credentials);
  if (typeof group !== "string") return null;
  if (type === "token" && typeof token === "string") {
    return { credentials: { type, token }, group, remember: true };
  }
  if (type !== "password" || typeof username !== "string" || typeof password !== "string") {
    return null;
  }
  return { credentials: { type, username, password }, group, remember: true };
}

/** A browser may forbid storage at any time. */
function withStorage<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
