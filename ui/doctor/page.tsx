/**
 * The page of the connection doctor.
 * @module
 */
import { useComputed, useSignal } from "@preact/signals";
import {
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleQuestionMark,
  Copy,
  LoaderCircle,
  type LucideIcon,
  Stethoscope,
  TriangleAlert,
} from "lucide-preact";
import { Brand } from "../components/brand.tsx";
import { LevelMeter } from "../components/level_meter.tsx";
import { type Doctor, summary } from "./model.ts";
import { writeReport } from "./report.ts";
import { type CheckId, CHECKS, type CheckState } from "./row.ts";
import { text } from "./text.ts";

const ICONS: Readonly<Record<CheckState, LucideIcon>> = {
  waiting: CircleDashed,
  running: LoaderCircle,
  asking: CircleQuestionMark,
  good: CircleCheck,
  trouble: TriangleAlert,
  absent: CircleMinus,
  skipped: CircleMinus,
};

/** Checks whose advice is for whoever looks after the network. */
const NETWORK: ReadonlySet<CheckId> = new Set([
  "socket",
  "udp",
  "tcp",
  "turn",
  "upload",
  "download",
  "stability",
]);

interface Props {
  readonly doctor: Doctor;
}

/** A button, a list of checks, and the report. `site` is the server's host and port. */
export function DoctorPage({ doctor, site }: Props & { readonly site: string }) {
  const phase = doctor.phase.value;
  return (
    <div class="page">
      <Brand />
      <main class="doctor">
        <header class="hero">
          <h1>{text.heading}</h1>
          <p class="lead">{text.lead}</p>
          <p class="hint">{text.privacy}</p>
        </header>
        <Controls doctor={doctor} />
        <p class="hidden" role="status">{doctor.said.value}</p>
        {phase !== "idle" && (
          <ul class="checks">
            {CHECKS.map((id) => <Check key={id} id={id} doctor={doctor} />)}
          </ul>
        )}
        {(phase === "done" || phase === "stopped") && <ReportBox doctor={doctor} site={site} />}
      </main>
    </div>
  );
}

function Controls({ doctor }: Props) {
  const phase = doctor.phase.value;
  const seconds = doctor.remainingS.value;
  const over = doctor.over.value;
  if (phase !== "running") {
    return (
      <div class="doctor-controls">
        <button type="button" class="button primary large" onClick={doctor.start}>
          <Stethoscope class="icon" aria-hidden="true" />
          {phase === "idle" ? text.start : text.again}
        </button>
        {phase !== "idle" && <p class="doctor-summary">{summary(doctor.rows.value, phase)}</p>}
      </div>
    );
  }
  return (
    <div class="doctor-controls">
      <button type="button" class="button large" onClick={doctor.stop}>{text.stop}</button>
      <div class="doctor-progress">
        <progress max={CHECKS.length} value={over} aria-label={text.progress} />
        <p class="hint">
          {seconds > 0 ? text.measuring(seconds) : text.done(over, CHECKS.length)}
        </p>
      </div>
    </div>
  );
}

function Check({ id, doctor }: Props & { readonly id: CheckId }) {
  const { state, meaning, advice, facts } = doctor.rows.value[id];
  const Icon = ICONS[state];
  return (
    <li class="check" data-check={id} data-state={state}>
      <Icon class={state === "running" ? "icon spinning" : "icon"} aria-hidden="true" />
      <div class="check-body">
        <h2>
          {text.names[id]} <span class="check-state">{text.states[state]}</span>
        </h2>
        {meaning !== "" && <p>{meaning}</p>}
        {id === "microphone" && state === "running" && <LevelMeter level={doctor.level} />}
        {id === "speaker" && state !== "waiting" && <SoundQuestion doctor={doctor} />}
        {advice !== "" && (
          <p class="check-advice">
            <strong>{NETWORK.has(id) ? text.tell : text.advice}</strong> {advice}
          </p>
        )}
        {facts.length > 0 && (
          <dl class="check-facts">
            {facts.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}

function SoundQuestion({ doctor }: Props) {
  return (
    <div class="check-actions">
      <button type="button" class="button small" onClick={doctor.playSound}>
        {text.speaker.play}
      </button>
      <button type="button" class="button small" onClick={() => doctor.judgeSound(true)}>
        {text.speaker.heard}
      </button>
      <button type="button" class="button small" onClick={() => doctor.judgeSound(false)}>
        {text.speaker.unheard}
      </button>
    </div>
  );
}

function ReportBox({ doctor, site }: Props & { readonly site: string }) {
  const outcome = useSignal("");
  const time = useSignal(new Date().toISOString());
  const report = useComputed(() =>
    writeReport(doctor.rows.value, { site, time: time.value, userAgent: navigator.userAgent })
  );
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(report.peek());
      outcome.value = text.copied;
    } catch {
      // Not on insecure pages, and not where the person forbids it.
      outcome.value = text.notCopied;
    }
  };
  return (
    <section class="doctor-report">
      <div class="doctor-controls">
        <button type="button" class="button" onClick={() => void copy()}>
          <Copy class="icon" aria-hidden="true" />
          {text.copy}
        </button>
        <p class="hint" role="status">{outcome.value}</p>
      </div>
      <details>
        <summary>{text.report}</summary>
        <pre class="report-text" tabIndex={0}>{report.value}</pre>
      </details>
    </section>
  );
}
