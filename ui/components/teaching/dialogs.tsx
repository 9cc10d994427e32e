/**
 * The dialogues of teaching, fetched when the first of them opens.
 * @module
 */
import { useSignal } from "@preact/signals";
import type { WaitingPerson } from "../../client/lobby.ts";
import type { Member } from "../../client/members.ts";
import { useApp } from "../../context.ts";
import type { TeachingDialog as Dialog } from "../../models/dialog.ts";
import { shownName } from "../../names.ts";
import { text } from "../../text.ts";
import { FormDialog } from "../dialog.tsx";
import { TextField } from "../fields.tsx";
import { AttendanceDialog } from "./attendance_dialog.tsx";
import { PollDialog } from "./poll_dialog.tsx";
import { SubgroupsDialog } from "./subgroups_dialog.tsx";
import { TimerDialog } from "./timer_dialog.tsx";

/** The one that is open. */
export function TeachingDialog({ dialog }: { readonly dialog: Dialog }) {
  switch (dialog.type) {
    case "timer":
      return <TimerDialog />;
    case "poll":
      return <PollDialog />;
    case "subgroups":
      return <SubgroupsDialog />;
    case "attendance":
      return <AttendanceDialog />;
    case "lobby":
      return <LobbyDialog />;
    case "deny":
      return <DenyDialog person={dialog.person} />;
    case "hand-over":
      return <HandOverDialog member={dialog.member} />;
  }
}

function LobbyDialog() {
  const { notices, teaching: { lobby } } = useApp();
  return (
    <FormDialog
      title={text.lobby.openTitle}
      closeLabel={text.member.cancel}
      submitLabel={text.lobby.openDo}
      submit={() => {
        lobby.setOpen(true);
        notices.show("info", text.lobby.opened);
        return true;
      }}
    >
      <p>{text.lobby.openText}</p>
    </FormDialog>
  );
}

function DenyDialog({ person }: { readonly person: WaitingPerson }) {
  const { lobby } = useApp().teaching;
  const reason = useSignal("");
  return (
    <FormDialog
      title={text.lobby.denyTitle(shownName(person.username))}
      closeLabel={text.member.cancel}
      submitLabel={text.lobby.denyDo}
      danger
      submit={() => {
        lobby.deny(person, reason.peek().trim());
        return true;
      }}
    >
      <TextField
        label={text.lobby.denyReason}
        hint={text.lobby.denyHint}
        value={reason}
        autoFocus
      />
    </FormDialog>
  );
}

function HandOverDialog({ member }: { readonly member: Member }) {
  const { teaching } = useApp();
  const name = shownName(member.username);
  return (
    <FormDialog
      title={text.handOver.title(name)}
      closeLabel={text.member.cancel}
      submitLabel={text.handOver.doIt}
      submit={() => {
        teaching.handOver(member);
        return true;
      }}
    >
      <p>{text.handOver.body(name)}</p>
    </FormDialog>
  );
}
