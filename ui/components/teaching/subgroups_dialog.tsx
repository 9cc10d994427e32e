/**
 * Subgroups: sharing people out, seeing who is where, and calling everybody back.
 * @module
 */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fetchStatus } from "../../client/http.ts";
import { useApp } from "../../context.ts";
import { formatList } from "../../languages/format.ts";
import { shownName } from "../../names.ts";
import { text } from "../../text.ts";
import { DialogBox } from "../dialog.tsx";
import { Choice, TextField } from "../fields.tsx";
import { SubgroupPlanner } from "./subgroup_planner.tsx";

/** Who is where is asked so often while it is looked at, in milliseconds. */
const REFRESH_MS = 3000;

/** For hosts in the group above. */
export function SubgroupsDialog() {
  const { group, connection } = useApp();
  // Whether there can be subgroups; null as long as that is not known.
  const possible = useSignal<boolean | null>(null);
  useEffect(() => {
    void fetchStatus(location.href, `${group}/1`).then(({ kind }) => {
      possible.value = kind !== "missing";
    });
  }, []);
  const able = connection.extended.value && possible.value === true;
  return (
    <DialogBox title={text.subgroups.title} closeLabel={text.subgroups.close} wide>
      {(close) => (
        <div class="dialog-body">
          {!connection.extended.value && <p>{text.subgroups.unknown}</p>}
          {possible.value === false && <p role="alert">{text.subgroups.unavailable}</p>}
          {able && <Overview />}
          {able && <SubgroupPlanner done={close} />}
        </div>
      )}
    </DialogBox>
  );
}

/** Who is where, and what can be said to all of them. */
function Overview() {
  const { dialog, teaching } = useApp();
  const { subgroups } = teaching;
  const words = useSignal("");
  useEffect(() => {
    subgroups.refresh();
    const timer = setInterval(() => subgroups.refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  const open = subgroups.plan.value?.open === true;
  const groups = subgroups.overview.value;
  if (!open && groups.length === 0) return null;
  return (
    <section class="subgroups">
      <p role="status">{text.subgroups.running(groups.length)}</p>
      <ul>
        {groups.map(({ name, people }) => {
          const short = name.slice(name.lastIndexOf("/") + 1);
          const shown = teaching.nameOf(name);
          return (
            <li key={name} class="subgroup">
              <span class="subgroup-words">
                <strong dir="auto">{shown}</strong>
                <span class="hint" dir="auto">
                  {formatList(people.map(({ username }) => shownName(username)))}
                </span>
              </span>
              <button
                type="button"
                class="button small"
                aria-label={text.subgroups.visit(shown)}
                onClick={() => {
                  dialog.value = null;
                  subgroups.visit(short);
                }}
              >
                {text.subgroups.visitShort}
              </button>
            </li>
          );
        })}
      </ul>
      <Announcement words={words} />
      <Recall />
    </section>
  );
}

function Announcement({ words }: { readonly words: Signal<string> }) {
  const { notices, moderation, teaching: { subgroups } } = useApp();
  const submit = (event: Event) => {
    event.preventDefault();
    const value = words.peek().trim();
    if (value === "") return;
    subgroups.tellAll(value);
    moderation.warn(null, value);
    words.value = "";
    notices.show("info", text.subgroups.announced);
  };
  return (
    <form class="beside" onSubmit={submit}>
      <TextField label={text.subgroups.announce} value={words} />
      <button type="submit" class="button">{text.subgroups.announceDo}</button>
    </form>
  );
}

type RecallTime = keyof typeof text.subgroups.recallTimes;

function Recall() {
  const { group, notices, teaching } = useApp();
  const time = useSignal<RecallTime>("60");
  const recall = () => {
    const words = text.subgroups.linkBack(teaching.addressOf(group));
    teaching.subgroups.recall(Number(time.peek()), words);
    notices.show("info", text.subgroups.recalled);
  };
  return (
    <div class="beside">
      <Choice<RecallTime>
        label={text.subgroups.recallIn}
        options={text.subgroups.recallTimes}
        order={["0", "30", "60", "120", "300"]}
        value={time.value}
        change={(value) => {
          time.value = value;
        }}
      />
      <button type="button" class="button primary" onClick={recall}>
        {text.subgroups.recall}
      </button>
    </div>
  );
}
