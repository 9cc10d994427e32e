/**
 * One group with those who are in, and what can be done to them.
 * @module
 */
import { useSignal } from "@preact/signals";
import { ChevronDown, ChevronRight, Lock } from "lucide-preact";
import { useId } from "preact/hooks";
import { useAdmin } from "../app.ts";
import { groupPath } from "../client.ts";
import { describeFailure } from "../failure.ts";
import { formatMs, formatRate, formatShare } from "../format.ts";
import type { Flow, Grade, LiveGroup, LiveMember } from "../live.ts";
import { hashOf } from "../route.ts";
import { adminText } from "../text.ts";
import { CloseQuestion, KickQuestion } from "./live_questions.tsx";
import { Tracks } from "./live_tracks.tsx";

const words = adminText.liveView;

/** What is shown of a group. */
export interface LiveGroupProps {
  readonly group: LiveGroup;
  /** Whether its name stands above. */
  readonly named: boolean;
  refresh(): void;
}

/** A group's table. */
export function LiveGroupTable({ group, named, refresh }: LiveGroupProps) {
  const { name, members, locked } = group;
  const id = useId();
  return (
    <section class="admin-live" aria-labelledby={named ? id : undefined}>
      <div class="admin-head">
        {named && (
          <h2 id={id}>
            <a href={hashOf({ page: "group", group: name, tab: "live" })}>{name}</a>
          </h2>
        )}
        <span class="hint">{words.people(members.length)}</span>
        {locked && (
          <span class="fact">
            <Lock class="icon" aria-hidden="true" />
            {words.locked}
          </span>
        )}
        <GroupActions group={group} refresh={refresh} />
      </div>
      {members.length === 0
        ? <p class="hint">{words.nobodyHere}</p>
        : (
          <div class="admin-scroll" tabIndex={0} role="region" aria-label={words.tableOf(name)}>
            <table class="admin-table">
              <caption class="hidden">{words.tableOf(name)}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.columns.name}</th>
                  <th scope="col">{words.columns.network}</th>
                  <th scope="col">{words.columns.sends}</th>
                  <th scope="col">{words.columns.receives}</th>
                  <th scope="col">
                    <span class="hidden">{words.columns.actions}</span>
                  </th>
                </tr>
              </thead>
              {members.map((member) => (
                <MemberRows key={member.id} group={name} member={member} refresh={refresh} />
              ))}
            </table>
          </div>
        )}
    </section>
  );
}

function GroupActions({ group, refresh }: Omit<LiveGroupProps, "named">) {
  const app = useAdmin();
  const closing = useSignal(false);
  const { name, locked } = group;
  const setLock = async () => {
    const path = `${groupPath(name)}/.lock`;
    const answer = locked
      ? await app.ask("DELETE", path)
      : await app.ask("PUT", path, { json: {} });
    app.said.value = answer.ok
      ? locked ? words.unlocked(name) : words.lockedNow(name)
      : describeFailure(answer.failure);
    refresh();
  };
  return (
    <span class="admin-actions">
      <button
        type="button"
        class="button small"
        aria-label={locked ? words.unlockLabel(name) : words.lockLabel(name)}
        onClick={() => void setLock()}
      >
        {locked ? words.unlock : words.lock}
      </button>
      {group.members.length > 0 && (
        <button
          type="button"
          class="button small danger-text"
          aria-label={words.closeLabel(name)}
          onClick={() => closing.value = true}
        >
          {words.close}
        </button>
      )}
      {closing.value && (
        <CloseQuestion
          group={name}
          done={refresh}
          close={() => closing.value = false}
        />
      )}
    </span>
  );
}

/** A member's row, and its tracks when they are wished for. */
function MemberRows(props: {
  readonly group: string;
  readonly member: LiveMember;
  refresh(): void;
}) {
  const { group, member, refresh } = props;
  const open = useSignal(false);
  const kicking = useSignal(false);
  const name = member.username === "" ? words.anonymous : member.username;
  const Icon = open.value ? ChevronDown : ChevronRight;
  return (
    <tbody>
      <tr>
        <th scope="row">
          <button
            type="button"
            class="admin-open"
            aria-expanded={open.value}
            aria-label={words.show(name)}
            onClick={() => open.value = !open.value}
          >
            <Icon class="icon" aria-hidden="true" />
          </button>
          <span class="admin-row-name" title={member.id}>{name}</span>
          {member.operator && <span class="chip">{words.operator}</span>}
        </th>
        <td>
          <Network member={member} />
        </td>
        <td>
          <FlowCell flow={member.sends} />
        </td>
        <td>
          <FlowCell flow={member.receives} />
        </td>
        <td>
          <button
            type="button"
            class="button small danger-text"
            aria-label={words.kickLabel(name)}
            onClick={() => kicking.value = true}
          >
            {words.kick}
          </button>
          {kicking.value && (
            <KickQuestion
              group={group}
              id={member.id}
              name={name}
              done={refresh}
              close={() => kicking.value = false}
            />
          )}
        </td>
      </tr>
      {open.value && (
        <tr>
          <td colSpan={5}>
            <Tracks tracks={member.tracks} name={name} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** The worse of both marks, and both of them in words. */
function Network({ member: { up, down } }: { readonly member: LiveMember }) {
  const worst: Grade = up === "bad" || down === "bad"
    ? "bad"
    : up === "weak" || down === "weak"
    ? "weak"
    : "good";
  return (
    <span
      class="admin-grade"
      data-grade={worst}
      title={words.bothGrades(words.grades[up], words.grades[down])}
    >
      {up === down ? words.grades[up] : words.bothGrades(words.grades[up], words.grades[down])}
    </span>
  );
}

function FlowCell({ flow }: { readonly flow: Flow | null }) {
  if (flow === null) return <span class="hint">{words.nothing}</span>;
  const time = flow.rttMs === null ? "" : formatMs(flow.rttMs);
  return (
    <>
      <span>{words.flow(flow.streams, formatRate(flow.bitrateBps))}</span>
      <span class="hint">{words.lossAndTime(formatShare(flow.lossShare), time)}</span>
    </>
  );
}
