/**
 * Polls: asking, answering, and what has come of it.
 * @module
 */
import { useSignal } from "@preact/signals";
import { Plus, X } from "lucide-preact";
import { useId } from "preact/hooks";
import { useApp } from "../../context.ts";
import { formatNumber, formatShare } from "../../languages/format.ts";
import {
  LEAST_ANSWERS,
  MOST_ANSWER_LETTERS,
  MOST_ANSWERS,
  MOST_QUESTION_LETTERS,
  type Poll,
  type Result,
} from "../../models/teaching/poll_data.ts";
import { plainName } from "../../names.ts";
import { text } from "../../text.ts";
import { DialogBox } from "../dialog.tsx";
import { SwitchRow } from "../fields.tsx";

/** For everybody: what there is depends on who one is. */
export function PollDialog() {
  const { session, teaching: { polls } } = useApp();
  const poll = polls.poll.value;
  const host = session.may("op");
  return (
    <DialogBox title={text.poll.title} closeLabel={text.poll.close}>
      {(close) => {
        if (poll === null) {
          return host ? <Asking done={close} /> : <p class="dialog-body">{text.poll.ended}</p>;
        }
        return <Asked key={poll.id} poll={poll} host={host} />;
      }}
    </DialogBox>
  );
}

function Asking({ done }: { done(): void }) {
  const { polls } = useApp().teaching;
  const question = useSignal("");
  const answers = useSignal<readonly string[]>(["", ""]);
  const multiple = useSignal(false);
  const live = useSignal(false);
  const wrong = useSignal(false);
  const id = useId();
  const change = (place: number, value: string) => {
    answers.value = answers.peek().map((one, index) => index === place ? value : one);
    wrong.value = false;
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const given = answers.peek().filter((answer) => plainName(answer) !== "");
    wrong.value = plainName(question.peek()) === "" || given.length < LEAST_ANSWERS;
    if (wrong.peek()) return;
    polls.ask({
      question: question.peek(),
      answers: given,
      multiple: multiple.peek(),
      live: live.peek(),
    });
    done();
  };
  return (
    <form class="dialog-form" onSubmit={submit} noValidate>
      <div class="dialog-body">
        <div class="field">
          <label class="field-label" for={`${id}-question`}>{text.poll.question}</label>
          <textarea
            id={`${id}-question`}
            class="input"
            rows={2}
            dir="auto"
            autofocus
            maxLength={MOST_QUESTION_LETTERS}
            placeholder={text.poll.questionPlaceholder}
            value={question.value}
            onInput={(event) => {
              question.value = event.currentTarget.value;
              wrong.value = false;
            }}
          />
        </div>
        <ol class="poll-answers">
          {answers.value.map((answer, place) => (
            <li key={place} class="poll-answer">
              <input
                class="input"
                dir="auto"
                autocomplete="off"
                maxLength={MOST_ANSWER_LETTERS}
                aria-label={text.poll.answerLabel(place + 1)}
                placeholder={text.poll.answerLabel(place + 1)}
                value={answer}
                onInput={(event) => change(place, event.currentTarget.value)}
              />
              {answers.value.length > LEAST_ANSWERS && (
                <button
                  type="button"
                  class="icon-button"
                  aria-label={text.poll.removeAnswer(place + 1)}
                  onClick={() => {
                    answers.value = answers.peek().filter((_, index) => index !== place);
                  }}
                >
                  <X class="icon" aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ol>
        {answers.value.length < MOST_ANSWERS && (
          <button
            type="button"
            class="button small"
            onClick={() => {
              answers.value = [...answers.peek(), ""];
            }}
          >
            <Plus class="icon" aria-hidden="true" />
            {text.poll.addAnswer}
          </button>
        )}
        <SwitchRow
          label={text.poll.multiple}
          checked={multiple.value}
          change={(checked) => {
            multiple.value = checked;
          }}
        />
        <SwitchRow
          label={text.poll.live}
          hint={text.poll.liveHint}
          checked={live.value}
          change={(checked) => {
            live.value = checked;
          }}
        />
        <div class="form-problem" role="alert">{wrong.value && <p>{text.poll.tooFew}</p>}</div>
      </div>
      <footer class="dialog-actions">
        <button type="submit" class="button primary">{text.poll.ask}</button>
      </footer>
    </form>
  );
}

function Asked({ poll, host }: { readonly poll: Poll; readonly host: boolean }) {
  const { polls } = useApp().teaching;
  const result = polls.result.value;
  const canVote = poll.open && polls.canVote.value;
  return (
    <div class="dialog-form">
      <div class="dialog-body">
        <h3 class="poll-question" dir="auto">{poll.question}</h3>
        {canVote && <Choices poll={poll} />}
        {poll.open && !canVote && <p class="hint">{text.poll.cannotVote}</p>}
        {!poll.open && <p class="hint">{text.poll.ended}</p>}
        {result === null
          ? poll.open && <p class="hint">{text.poll.hidden}</p>
          : <Outcome poll={poll} result={result} />}
        {canVote && <p class="hint">{text.poll.privacy} {text.poll.changed}</p>}
      </div>
      {host && (
        <footer class="dialog-actions">
          <button type="button" class="button" onClick={() => polls.remove()}>
            {poll.open ? text.poll.remove : text.poll.again}
          </button>
          {poll.open && (
            <button type="button" class="button primary" onClick={() => polls.close()}>
              {text.poll.end}
            </button>
          )}
        </footer>
      )}
    </div>
  );
}

function Choices({ poll }: { readonly poll: Poll }) {
  const { polls } = useApp().teaching;
  const own = polls.own.value;
  const name = useId();
  const choose = (place: number, checked: boolean) => {
    if (!poll.multiple) return polls.vote([place]);
    polls.vote(checked ? [...own, place] : own.filter((other) => other !== place));
  };
  return (
    <fieldset class="poll-choices">
      <legend class="field-label">
        {poll.multiple ? text.poll.chooseSeveral : text.poll.chooseOne}
      </legend>
      {poll.answers.map((answer, place) => (
        <label key={place} class="poll-choice">
          <input
            type={poll.multiple ? "checkbox" : "radio"}
            name={name}
            checked={own.includes(place)}
            onChange={(event) => choose(place, event.currentTarget.checked)}
          />
          <span dir="auto">{answer}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Outcome({ poll, result }: { readonly poll: Poll; readonly result: Result }) {
  const share = (count: number) => result.voters === 0 ? 0 : count / result.voters;
  return (
    <section class="poll-result" aria-live="polite">
      <p class="field-label">{text.poll.voters(result.voters)}</p>
      <ul>
        {poll.answers.map((answer, place) => {
          const count = result.counts[place] ?? 0;
          return (
            <li key={place} class="poll-bar">
              <bdi class="poll-bar-words">{answer}</bdi>
              <span class="poll-bar-count">
                {text.poll.share(formatNumber(count), formatShare(share(count)))}
              </span>
              <progress class="poll-bar-share" max={1} value={share(count)} aria-hidden="true" />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
