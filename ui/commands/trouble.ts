/**
 * What helps when sound or pictures do not come through.
 * @module
 */
import { RefreshCw, RotateCcw, Route, Stethoscope } from "lucide-preact";
import { checkRelay } from "../client/relay_check.ts";
import type { App } from "../models/app.ts";
import { openDoctor } from "../open_doctor.ts";
import { text } from "../text.ts";
import { type Command, wordOf } from "./command.ts";

const renegotiate: Command = {
  name: "renegotiate",
  area: "trouble",
  place: "menu",
  label: () => text.trouble.renegotiate,
  icon: () => RefreshCw,
  slash: [wordOf("renegotiate", "", () => text.slash.renegotiate, restartMedia)],
  available: (app) => hasMedia(app),
  look: "plain",
  perform: restartMedia,
};

function hasMedia({ up, down }: App): boolean {
  return up.streams.value.length + down.streams.value.length > 0;
}

function restartMedia({ up, down, notices }: App): void {
  up.restart();
  down.restart();
  notices.show("info", text.trouble.renegotiated);
}

const replace: Command = {
  name: "replace",
  area: "trouble",
  place: "menu",
  label: () => text.trouble.replace,
  icon: () => RotateCcw,
  slash: [wordOf("replace", "", () => text.slash.replace, renewMedia)],
  available: ({ up }) => up.streams.value.length > 0,
  look: "plain",
  perform: renewMedia,
};

function renewMedia({ up, notices }: App): void {
  up.renew();
  notices.show("info", text.trouble.replaced);
}

const relayTest: Command = {
  name: "relay-test",
  area: "trouble",
  place: "menu",
  label: () => text.trouble.relay,
  icon: () => Route,
  slash: [
    wordOf("relay-test", "", () => text.slash.relayTest, (app) => void testRelay(app, app.chat)),
  ],
  available: () => true,
  look: "plain",
  perform: (app) => void testRelay(app, { note: (sentence) => app.notices.show("info", sentence) }),
};

/** Tests the relay and says there what has come of it. */
async function testRelay({ session }: App, place: Pick<App["chat"], "note">): Promise<void> {
  const configuration = session.rtcConfiguration.peek();
  const urls = (configuration.iceServers ?? []).flatMap((server) => server.urls);
  if (!urls.some((url) => /^turns?:/.test(url))) return place.note(text.trouble.noRelay);
  place.note(text.trouble.relayTesting);
  const times = await checkRelay(configuration);
  place.note(
    times === null
      ? text.trouble.relayFailed
      : text.trouble.relayWorks(Math.round(times.openMs), Math.round(times.messageMs)),
  );
}

const doctor: Command = {
  name: "doctor",
  area: "trouble",
  place: "menu",
  label: () => text.trouble.doctor,
  icon: () => Stethoscope,
  available: () => true,
  look: "plain",
  perform: openDoctor,
};

/** In the menu's order. */
export const TROUBLE: readonly Command[] = [renegotiate, replace, relayTest, doctor];
