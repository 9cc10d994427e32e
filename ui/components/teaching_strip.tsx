/**
 * What goes on in the group beside the pictures, at the stage's edge: in which subgroup one is, the timer, a poll, who waits at the
 * door, and that an attendance list is kept.
 * @module
 */
import { ArrowLeft, ClipboardList, DoorOpen, Network, Timer, Vote } from "lucide-preact";
import type { LucideIcon } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useApp } from "../context.ts";
import { formatSpan } from "../languages/format.ts";
import type { TeachingDialog } from "../models/dialog.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";

/** A row of small signs; nothing where nothing goes on. */
export function TeachingStrip() {
  return (
    <div class="teaching-strip" data-region="teaching">
      <PlaceSign />
      <CountdownSign />
      <TimerSign />
      <PollSign />
      <LobbySign />
      <AttendanceSign />
    </div>
  );
}

interface SignProps {
  readonly icon: LucideIcon;
  readonly name: string;
  readonly label?: string;
  readonly alert?: boolean;
  /** Makes a button of it. */
  readonly perform?: () => void;
  readonly children: ComponentChildren;
}

function Sign({ icon: Icon, name, label, alert = false, perform, children }: SignProps) {
  const content = (
    <>
      <Icon class="icon" aria-hidden="true" />
      {children}
    </>
  );
  if (perform === undefined) {
    return <div class="sign" data-sign={name} data-alert={alert}>{content}</div>;
  }
  return (
    <button
      type="button"
      class="sign"
      data-sign={name}
      data-alert={alert}
      aria-label={label}
      onClick={perform}
    >
      {content}
    </button>
  );
}

/** Opens a dialogue of teaching. */
function useOpen(): (type: "timer" | "poll" | "attendance" | "subgroups") => void {
  const { dialog } = useApp();
  return (type) => {
    dialog.value = { type } satisfies TeachingDialog;
  };
}

function PlaceSign() {
  const { subgroups } = useApp().teaching;
  const here = subgroups.here.value;
  if (here === null) return null;
  return (
    <Sign icon={Network} name="place">
      <span role="status">{text.subgroups.here(text.subgroups.name(shownName(here)))}</span>
      <button type="button" class="button small" onClick={() => subgroups.goHome()}>
        <ArrowLeft class="icon turns" aria-hidden="true" />
        {text.subgroups.back}
      </button>
    </Sign>
  );
}

function CountdownSign() {
  const { group, teaching } = useApp();
  const { subgroups } = teaching;
  const countdown = subgroups.countdown.value;
  if (countdown === null) return null;
  const left = formatSpan(countdown.seconds);
  return (
    <Sign icon={Timer} name="countdown" alert>
      <span role="timer">
        {countdown.to === group
          ? text.subgroups.calling(left)
          : text.subgroups.calledTo(teaching.nameOf(countdown.to), left)}
      </span>
      <button type="button" class="button small primary" onClick={() => subgroups.goNow()}>
        {text.subgroups.goNow}
      </button>
    </Sign>
  );
}

function TimerSign() {
  const { session, teaching } = useApp();
  const open = useOpen();
  const view = teaching.timer.view.value;
  if (view === null) return null;
  const left = formatSpan(view.seconds);
  const over = view.seconds === 0;
  const running = view.paused ? text.timer.paused(left) : text.timer.shown(left);
  const words = over ? text.timer.over : running;
  const props = {
    icon: Timer,
    name: "timer",
    alert: over,
    ...session.may("op") ? { label: words, perform: () => open("timer") } : {},
  };
  return (
    <Sign {...props}>
      <span
        class="sign-time"
        data-paused={view.paused}
        role="timer"
        aria-label={session.may("op") ? undefined : words}
      >
        {over ? text.timer.over : left}
      </span>
    </Sign>
  );
}

function PollSign() {
  const { poll, own } = useApp().teaching.polls;
  const open = useOpen();
  const asked = poll.value;
  if (asked === null) return null;
  const waits = asked.open && own.value.length === 0;
  return (
    <Sign
      icon={Vote}
      name="poll"
      alert={waits}
      perform={() => open("poll")}
    >
      <span>{text.poll.chip}</span> <bdi class="sign-words">{asked.question}</bdi>
    </Sign>
  );
}

function LobbySign() {
  const { panel, teaching } = useApp();
  const count = teaching.lobby.people.value.length;
  if (count === 0) return null;
  const show = () => {
    panel.value = "members";
  };
  return (
    <Sign icon={DoorOpen} name="lobby" alert perform={show}>
      <span>{text.lobby.count(count)}</span>
    </Sign>
  );
}

function AttendanceSign() {
  const { keeper, keeping } = useApp().teaching.attendance;
  const open = useOpen();
  const by = keeper.value;
  if (by === null) return null;
  const words = text.attendance.chip(shownName(by));
  return (
    <Sign
      icon={ClipboardList}
      name="attendance"
      {...keeping.value ? { label: text.attendance.title, perform: () => open("attendance") } : {}}
    >
      <span class={keeping.value ? undefined : "sign-words"}>
        {keeping.value ? text.attendance.title : words}
      </span>
    </Sign>
  );
}
