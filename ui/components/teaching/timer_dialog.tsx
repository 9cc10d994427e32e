/**
 * Setting the timer, and changing it while it runs.
 * @module
 */
import { useSignal } from "@preact/signals";
import { Pause, Play, Plus, Trash } from "lucide-preact";
import { useApp } from "../../context.ts";
import { formatSpan } from "../../languages/format.ts";
import { text } from "../../text.ts";
import { DialogBox } from "../dialog.tsx";
import { TextField } from "../fields.tsx";

/** Minutes that can be chosen at once. */
const QUICK = [1, 2, 5, 10, 15, 30] as const;

const MOST_MINUTES = 600;

const MINUTE_MS = 60_000;

/** For hosts. */
export function TimerDialog() {
  const { timer } = useApp().teaching;
  return (
    <DialogBox title={text.timer.title} closeLabel={text.timer.close}>
      {(close) => timer.view.value === null ? <Setting done={close} /> : <Running done={close} />}
    </DialogBox>
  );
}

function Setting({ done }: { done(): void }) {
  const { timer } = useApp().teaching;
  const minutes = useSignal("");
  const wrong = useSignal(false);
  const start = (count: number) => {
    void timer.start(count * MINUTE_MS);
    done();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const count = Number(minutes.peek().trim().replace(",", "."));
    wrong.value = !(count > 0 && count <= MOST_MINUTES);
    if (!wrong.peek()) start(count);
  };
  return (
    <form class="dialog-form" onSubmit={submit} noValidate>
      <div class="dialog-body">
        <div class="choices" role="group" aria-label={text.timer.minutes}>
          {QUICK.map((count) => (
            <button
              key={count}
              type="button"
              class="button"
              onClick={() => start(count)}
            >
              {text.timer.quick(count)}
            </button>
          ))}
        </div>
        <TextField label={text.timer.minutes} hint={text.timer.minutesHint} value={minutes} />
        <div class="form-problem" role="alert">
          {wrong.value && <p>{text.timer.badMinutes}</p>}
        </div>
      </div>
      <footer class="dialog-actions">
        <button type="submit" class="button primary">{text.timer.start}</button>
      </footer>
    </form>
  );
}

function Running({ done }: { done(): void }) {
  const { timer } = useApp().teaching;
  const { seconds = 0, paused = false } = timer.view.value ?? {};
  const end = () => {
    timer.end();
    done();
  };
  return (
    <div class="dialog-body">
      <p class="timer-large" role="timer">
        {seconds === 0 ? text.timer.over : formatSpan(seconds)}
      </p>
      <div class="choices">
        {seconds > 0 && (
          <button
            type="button"
            class="button"
            onClick={() => paused ? timer.resume() : timer.pause()}
          >
            {paused
              ? <Play class="icon" aria-hidden="true" />
              : <Pause class="icon" aria-hidden="true" />}
            {paused ? text.timer.resume : text.timer.pause}
          </button>
        )}
        <button type="button" class="button" onClick={() => timer.add(MINUTE_MS)}>
          <Plus class="icon" aria-hidden="true" />
          {text.timer.add}
        </button>
        <button type="button" class="button" onClick={end}>
          <Trash class="icon" aria-hidden="true" />
          {text.timer.end}
        </button>
      </div>
    </div>
  );
}
