/**
 * Dialogues in which hosts say more than a menu could.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useApp } from "../context.ts";
import type { Dialog } from "../models/dialog.ts";
import type { Member } from "../client/members.ts";
import { nameOf } from "../models/member_name.ts";
import { text } from "../text.ts";
import { FormDialog } from "./dialog.tsx";
import { Choice, SwitchRow, TextField } from "./fields.tsx";
import { InvitationsDialog } from "./invitations.tsx";
import { PasswordDialog } from "./password.tsx";
import { later } from "./later.tsx";

const SettingsDialog = later(
  async () => (await import("./settings.tsx")).SettingsDialog,
  (app) => {
    app.dialog.value = null;
  },
);

const KeysDialog = later(
  async () => (await import("./keys_dialog.tsx")).KeysDialog,
  (app) => {
    app.dialog.value = null;
  },
);

const SendFilesDialog = later(
  async () => (await import("./send_files.tsx")).SendFilesDialog,
  (app) => {
    app.dialog.value = null;
  },
);

const TeachingDialog = later(
  async () => (await import("./teaching/dialogs.tsx")).TeachingDialog,
  (app) => {
    app.dialog.value = null;
  },
);

/** The dialogue that is open, if one is. */
export function Dialogs() {
  const dialog = useApp().dialog.value;
  return dialog === null ? null : <OpenDialog key={dialog.type} dialog={dialog} />;
}

function OpenDialog({ dialog }: { readonly dialog: Dialog }) {
  switch (dialog.type) {
    case "settings":
      return <SettingsDialog section={dialog.section ?? "media"} />;
    case "keys":
      return <KeysDialog />;
    case "send-files":
      return <SendFilesDialog member={dialog.member} files={dialog.files} />;
    case "timer":
    case "poll":
    case "subgroups":
    case "attendance":
    case "lobby":
    case "deny":
    case "hand-over":
      return <TeachingDialog dialog={dialog} />;
    case "warn":
      return <WarnDialog member={dialog.member} />;
    case "kick":
      return <KickDialog member={dialog.member} />;
    case "lock":
      return <LockDialog />;
    case "announce":
      return <AnnounceDialog />;
    case "clear":
      return <ClearDialog />;
    case "invitations":
      return <InvitationsDialog />;
    case "password":
      return <PasswordDialog />;
  }
}

function WarnDialog({ member }: { readonly member: Member }) {
  const { moderation, notices } = useApp();
  const words = useSignal("");
  const name = nameOf(member);
  return (
    <FormDialog
      title={text.member.warnTitle(name)}
      closeLabel={text.member.cancel}
      submitLabel={text.member.warnSend}
      submit={() => {
        const value = words.peek().trim();
        if (value === "") return false;
        moderation.warn(member, value);
        notices.show("info", text.member.warned(name));
        return true;
      }}
    >
      <TextField label={text.member.warnLabel} value={words} autoFocus />
    </FormDialog>
  );
}

type KickTime = keyof typeof text.member.kickTimes;

function KickDialog({ member }: { readonly member: Member }) {
  const { moderation } = useApp();
  const reason = useSignal("");
  const time = useSignal<KickTime>("0");
  const anyName = useSignal(false);
  return (
    <FormDialog
      title={text.member.kickTitle(nameOf(member))}
      closeLabel={text.member.cancel}
      submitLabel={text.member.kickDo}
      danger
      submit={() => {
        moderation.kick(member, {
          reason: reason.peek().trim(),
          minutes: Number(time.peek()),
          anyName: anyName.peek(),
        });
        return true;
      }}
    >
      <TextField
        label={text.member.kickReason}
        hint={text.member.kickReasonHint}
        value={reason}
        autoFocus
      />
      <Choice<KickTime>
        label={text.member.kickTime}
        options={text.member.kickTimes}
        order={["0", "5", "15", "60", "1440"]}
        value={time.value}
        change={(value) => {
          time.value = value;
        }}
      />
      {time.value !== "0" && (
        <SwitchRow
          label={text.member.kickAddress}
          hint={text.member.kickAddressHint}
          checked={anyName.value}
          change={(value) => {
            anyName.value = value;
          }}
        />
      )}
    </FormDialog>
  );
}

function LockDialog() {
  const { moderation } = useApp();
  const words = useSignal("");
  return (
    <FormDialog
      title={text.group.lockTitle}
      closeLabel={text.member.cancel}
      submitLabel={text.group.lockDo}
      submit={() => {
        const value = words.peek().trim();
        moderation.group("lock", ...value === "" ? [] : [value]);
        return true;
      }}
    >
      <TextField label={text.group.lockLabel} hint={text.group.lockHint} value={words} autoFocus />
    </FormDialog>
  );
}

function AnnounceDialog() {
  const { moderation } = useApp();
  const words = useSignal("");
  return (
    <FormDialog
      title={text.group.announceTitle}
      closeLabel={text.member.cancel}
      submitLabel={text.group.announceDo}
      submit={() => {
        const value = words.peek().trim();
        if (value !== "") moderation.warn(null, value);
        return value !== "";
      }}
    >
      <TextField label={text.group.announceLabel} value={words} autoFocus />
    </FormDialog>
  );
}

function ClearDialog() {
  const { moderation } = useApp();
  return (
    <FormDialog
      title={text.group.clearTitle}
      closeLabel={text.member.cancel}
      submitLabel={text.group.clearDo}
      danger
      submit={() => {
        moderation.group("clearchat");
        return true;
      }}
    >
      <p>{text.group.clearText}</p>
    </FormDialog>
  );
}
