/**
 * The entry of the administration page.
 * @module
 */
import { render } from "preact";
import { followLanguage } from "../language.ts";
import { createSettings } from "../models/settings.ts";
import { messages } from "../text.ts";
import { applyTheme, SettingsContext } from "../theme.ts";
import { AdminPage } from "./components/page.tsx";
import { createSession } from "./session.ts";
import { adminMessages } from "./text.ts";

function start(root: HTMLElement): void {
  const settings = createSettings(storageOf(() => localStorage));
  applyTheme(settings);
  const session = createSession(
    (url, init) => fetch(url, init),
    storageOf(() => sessionStorage),
  );
  void session.resume();
  void followLanguage(settings, [messages, adminMessages]).then(() =>
    render(
      <SettingsContext.Provider value={settings}>
        <AdminPage session={session} />
      </SettingsContext.Provider>,
      root,
    )
  );
}

/** A browser that forbids storage throws at the mere name of it. */
function storageOf(name: () => Storage): Storage | null {
  try {
    return name();
  } catch {
    return null;
  }
}

const root = document.getElementById("app");
if (root !== null) start(root);
