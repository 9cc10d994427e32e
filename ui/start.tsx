/**
 * Makes the models of the page at hand, and shows it.
 * @module
 */
import { render } from "preact";
import { createBrowserEnvironment } from "./client/environment.ts";
import { GroupPage } from "./components/group_page.tsx";
import { Landing } from "./components/landing.tsx";
import { groupOfPath } from "./client/group_name.ts";
import { followLanguage } from "./language.ts";
import { createApp } from "./models/app.ts";
import { createSettings } from "./models/settings.ts";
import { messages } from "./text.ts";
import { applyTheme, SettingsContext } from "./theme.ts";

/** Shows the page of the address: that of a group, or the first one. */
export function start(root: HTMLElement): void {
  const storage = storageOf(() => globalThis.localStorage);
  const settings = createSettings(storage);
  applyTheme(settings);
  const group = groupOfPath(location.pathname);
  const page = group === null ? <Landing /> : (
    <GroupPage
      app={createApp({
        group,
        token: new URLSearchParams(location.search).get("token") ?? "",
        server: location.origin,
        settings,
        storage,
        tab: storageOf(() => globalThis.sessionStorage),
        environment: createBrowserEnvironment(),
        mountRoom: async (app, window) =>
          (await import("./components/room_pip.tsx")).mountRoomPip(app, window),
        navigate: (url) => location.assign(url),
      })}
    />
  );
  void followLanguage(settings, [messages]).then(() =>
    render(<SettingsContext.Provider value={settings}>{page}</SettingsContext.Provider>, root)
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
