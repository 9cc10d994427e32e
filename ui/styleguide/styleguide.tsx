/**
 * The style guide: every part of the interface and its states, made of the parts themselves. For those who build the
 * interface, and in English alone; no page leads here.
 * @module
 */
import { render } from "preact";
import { adminMessages } from "../admin/text.ts";
import { LanguageButton } from "../components/language_choice.tsx";
import { Choice } from "../components/fields.tsx";
import { doctorMessages } from "../doctor/text.ts";
import { followLanguage } from "../language.ts";
import { direction } from "../languages/locale.ts";
import { createSettings, type Settings, type Theme } from "../models/settings.ts";
import { messages } from "../text.ts";
import { applyTheme, SettingsContext } from "../theme.ts";
import { AdminPart } from "./admin_part.tsx";
import { ControlsPart } from "./controls_part.tsx";
import { DoctorPart } from "./doctor_part.tsx";
import { FoundationsPart } from "./foundations_part.tsx";
import { RoomPart } from "./room_part.tsx";

/** Parts that fill the window; all else is on the first page. */
const PAGES = { room: RoomPart, admin: AdminPart, doctor: DoctorPart };

function Guide({ settings }: { readonly settings: Settings }) {
  return (
    <div class="page">
      <header class="styleguide-head">
        <h1>Style guide</h1>
        <nav class="styleguide-row">
          <a href="?part=room">Room</a>
          <a href="?part=admin">Administration</a>
          <a href="?part=admin&door">Its door</a>
          <a href="?part=doctor">Doctor</a>
        </nav>
        <Choice<Theme>
          label="Theme"
          options={{ system: "System", light: "Light", dark: "Dark" }}
          order={["system", "light", "dark"]}
          value={settings.values.value.theme}
          change={(theme) => settings.change({ theme })}
        />
        <button
          type="button"
          class="button"
          onClick={() => turn(direction.peek() === "ltr" ? "rtl" : "ltr")}
        >
          Turn round ({direction.value})
        </button>
        <LanguageButton settings={settings} />
      </header>
      <main class="styleguide">
        <FoundationsPart />
        <ControlsPart />
      </main>
    </div>
  );
}

function turn(way: "ltr" | "rtl"): void {
  direction.value = way;
  document.documentElement.dir = way;
}

/** Nothing that is tried out here is remembered. */
function start(root: HTMLElement): void {
  const settings = createSettings(null);
  const asked = new URLSearchParams(location.search);
  const theme = asked.get("theme");
  if (theme === "light" || theme === "dark") settings.change({ theme });
  applyTheme(settings);
  const part = asked.get("part") ?? "";
  const Part = Object.hasOwn(PAGES, part) ? PAGES[part as keyof typeof PAGES] : null;
  void followLanguage(settings, [messages, adminMessages, doctorMessages]).then(() => {
    if (asked.get("dir") === "rtl") turn("rtl");
    render(
      <SettingsContext.Provider value={settings}>
        {Part === null
          ? <Guide settings={settings} />
          : (
            <div class={part === "admin" ? "admin" : undefined}>
              <Part />
            </div>
          )}
      </SettingsContext.Provider>,
      root,
    );
  });
}

const root = document.getElementById("app");
if (root !== null) start(root);
