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
import { formatMs, formatRate, formatShare } from "../../languages/format.ts";
import type { Flow, Grade, LiveGroup, LiveMember } from "../live.ts";
import { hashOf } from "../route.ts";
import { adminText } from "../text.ts";
import { CloseQuestion, KickQuestion } from "./live_questions.tsx";
import { Tracks } from "./live_tracks.tsx";

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
        <span class="hint">{adminText.liveView.people(members.length)}</span>
        {locked && (
          <span class="fact">
            <Lock class="icon" aria-hidden="true" />
            {adminText.liveView.locked}
          </span>
        )}
        <GroupActions group={group} refresh={refresh} />
      </div>
      {members.length === 0 ? <p class="hint">{adminText.liveView.nobodyHere}</p> : (
        <div
          class="admin-scroll"
          tabIndex={0}
          role="region"
          aria-label={adminText.liveView.tableOf(name)}
        >
          <table class="admin-table">
            <caption class="hidden">{adminText.liveView.tableOf(name)}</caption>
            <thead>
              <tr>
                <th scope="col">{adminText.liveView.columns.name}</th>
                <th scope="col">{adminText.liveView.columns.network}</th>
                <th scope="col">{adminText.liveView.columns.sends}</th>
                <th scope="col">{adminText.liveView.columns.receives}</th>
                <th scope="col">
                  <span class="hidden">{adminText.liveView.columns.actions}</span>
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
      ? locked ? adminText.liveView.unlocked(name) : adminText.liveView.lockedNow(name)
      : describeFailure(answer.failure);
    refresh();
  };
  return (
    <span class="admin-actions">
      <button
        type="button"
        class="button small"
        aria-label={locked
          ? adminText.liveView.unlockLabel(name)
          : adminText.liveView.lockLabel(name)}
        onClick={() => void setLock()}
      >
        {locked ? adminText.liveView.unlock : adminText.liveView.lock}
      </button>
      {group.members.length > 0 && (
        <button
          type="button"
          class="button small danger-text"
          aria-label={adminText.liveView.closeLabel(name)}
          onClick={() => closing.value = true}
        >
          {adminText.liveView.close}
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
  const name = member.username === "" ? adminText.liveView.anonymous : member.username;
  const Icon = open.value ? ChevronDown : ChevronRight;
  return (
    <tbody>
      <tr>
        <th scope="row">
          <button
            type="button"
            class="admin-open"
            aria-expanded={open.value}
            aria-label={adminText.liveView.show(name)}
            onClick={() => open.value = !open.value}
          >
            <Icon class="icon" aria-hidden="true" />
          </button>
          <span class="admin-row-name" title={member.id}>{name}</span>
          {member.operator && <span class="chip">{adminText.liveView.operator}</span>}
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
            aria-label={adminText.liveView.kickLabel(name)}
            onClick={() => kicking.value = true}
          >
            {adminText.liveView.kick}
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

/** The worse of both marks, and both of them in adminText.liveView. */
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
      title={adminText.liveView.bothGrades(
        adminText.liveView.grades[up],
        adminText.liveView.grades[down],
      )}
    >
      {up === down ? adminText.liveView.grades[up] : adminText.liveView.bothGrades(
        adminText.liveView.grades[up],
        adminText.liveView.grades[down],
      )}
    </span>
  );
}

function FlowCell({ flow }: { readonly flow: Flow | null }) {
  if (flow === null) return <span class="hint">{adminText.liveView.nothing}</span>;
  const time = flow.rttMs === null ? "" : formatMs(flow.rttMs);
  return (
    <>
      <span>{adminText.liveView.flow(flow.streams, formatRate(flow.bitrateBps))}</span>
      <span class="hint">{adminText.liveView.lossAndTime(formatShare(flow.lossShare), time)}</span>
    </>
  );
}
