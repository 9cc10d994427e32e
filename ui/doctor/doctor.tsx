/**
 * The entry of the connection doctor.
 * @module
 */
import { render } from "preact";
import { createSettings } from "../models/settings.ts";
import { applyTheme, SettingsContext } from "../theme.ts";
import { createDoctor } from "./model.ts";
import { DoctorPage } from "./page.tsx";

function start(root: HTMLElement): void {
  const settings = createSettings(storageOf(globalThis));
  applyTheme(settings);
  const { protocol, host, hostname, port } = location;
  const doctor = createDoctor(settings, {
    site: `${hostname}:${port || (protocol === "https:" ? "443" : "80")}`,
    socketUrl: `${protocol === "https:" ? "wss" : "ws"}://${host}/ws`,
  });
  addEventListener("pagehide", doctor.stop);
  render(
    <SettingsContext.Provider value={settings}>
      <DoctorPage doctor={doctor} site={host} />
    </SettingsContext.Provider>,
    root,
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
