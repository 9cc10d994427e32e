/**
 * The entry of the connection doctor.
 * @module
 */
import { render } from "preact";
import { followLanguage } from "../language.ts";
import { createSettings } from "../models/settings.ts";
import { messages } from "../text.ts";
import { applyTheme, SettingsContext } from "../theme.ts";
import { createDoctor } from "./model.ts";
import { DoctorPage } from "./page.tsx";
import { doctorMessages } from "./text.ts";

function start(root: HTMLElement): void {
  const settings = createSettings(storageOf(globalThis));
  applyTheme(settings);
  const { protocol, host, hostname, port } = location;
  const doctor = createDoctor(settings, {
    site: `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`,
    socketUrl: `${protocol === "https:" ? "wss" : "ws"}://${host}/ws`,
  });
  addEventListener("pagehide", doctor.stop);
  void followLanguage(settings, [messages, doctorMessages]).then(() =>
    render(
      <SettingsContext.Provider value={settings}>
        <DoctorPage doctor={doctor} site={host} />
      </SettingsContext.Provider>,
      root,
    )
  );
}

/** A browser that forbids storage throws at the mere name of it. */
function storageOf(page: { readonly localStorage: Storage }): Storage | null {
  try {
    return page.localStorage;
  } catch {
    return null;
  }
}

const root = document.getElementById("app");
if (root !== null) start(root);
