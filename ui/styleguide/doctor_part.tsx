/**
 * The connection doctor with a finding of every kind.
 * @module
 */
import { signal } from "@preact/signals";
import type { Doctor } from "../doctor/model.ts";
import { DoctorPage } from "../doctor/page.tsx";
import { createRows, outcome } from "../doctor/row.ts";
import { text } from "../doctor/text.ts";

function playedDoctor(): Doctor {
  const rate = { name: text.facts.rate, value: "1.2 Mb/s" };
  const rows = {
    ...createRows(),
    browser: outcome("good", text.browser.good, "", [rate]),
    camera: outcome("trouble", text.camera.dark, text.camera.darkAdvice),
    microphone: outcome("running", text.microphone.listening),
    speaker: outcome("asking", text.speaker.question),
    udp: outcome("trouble", text.udp.blocked, text.udp.blockedAdvice("192.0.2.7:4433")),
    tcp: outcome("absent", text.tcp.absent),
    turn: outcome("skipped", text.turn.absent),
  };
  return {
    rows: signal(rows),
    phase: signal("done"),
    over: signal(5),
    said: signal(""),
    level: signal(0.5),
    remainingS: signal(0),
    start: () => {},
    stop: () => {},
    playSound: () => {},
    judgeSound: () => {},
  };
}

/** The page as after a test. */
export function DoctorPart() {
  return <DoctorPage doctor={playedDoctor()} site="example.org" />;
}
