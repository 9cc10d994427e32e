/**
 * What is asked before somebody, or everybody, is put out.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useAdmin } from "../app.ts";
import { groupPath } from "../client.ts";
import { adminText } from "../text.ts";
import { Question } from "./dialog.tsx";
import { CheckRow, ChoiceField, TextField } from "./forms.tsx";

type Ban = keyof typeof adminText.liveView.bans;

const BANS: readonly Ban[] = ["0", "5", "60", "1440"];

/** Asks how to put a member out, and does it. */
export function KickQuestion(props: {
  readonly group: string;
  readonly id: string;
  readonly name: string;
  done(): void;
  close(): void;
}) {
  const { group, id, name, done, close } = props;
  const app = useAdmin();
  const message = useSignal("");
  const minutes = useSignal<Ban>("0");
  const address = useSignal(false);
  const perform = async () => {
    const json = {
      id,
      message: message.peek().trim(),
      minutes: Number(minutes.peek()),
      address: minutes.peek() !== "0" && address.peek(),
    };
    const answer = await app.ask("POST", `${groupPath(group)}/.kick`, { json });
    // Who has left by himself is out all the same.
    const gone = !answer.ok && answer.failure.kind === "missing";
    if (!answer.ok && !gone) return answer.failure;
    app.said.value = gone ? adminText.liveView.gone(name) : adminText.liveView.kicked(name);
    done();
    return null;
  };
  return (
    <Question
      title={adminText.liveView.kickTitle(name, group)}
      action={adminText.liveView.kickConfirm}
      perform={perform}
      close={close}
    >
      <TextField
        label={adminText.liveView.message}
        help={adminText.liveView.messageHint}
        name="message"
        optional
        value={message}
      />
      <ChoiceField<Ban>
        label={adminText.liveView.ban}
        help={adminText.liveView.banHint}
        options={adminText.liveView.bans}
        order={BANS}
        value={minutes}
      />
      {minutes.value !== "0" && <CheckRow label={adminText.liveView.address} value={address} />}
    </Question>
  );
}

/** Asks how to put everybody out, and does it: the lock first, so that nobody slips back in. */
export function CloseQuestion(props: {
  readonly group: string;
  done(): void;
  close(): void;
}) {
  const { group, done, close } = props;
  const app = useAdmin();
  const message = useSignal("");
  const lock = useSignal(false);
  const perform = async () => {
    const json = { message: message.peek().trim() };
    if (lock.peek()) {
      const locked = await app.ask("PUT", `${groupPath(group)}/.lock`, { json });
      if (!locked.ok) return locked.failure;
    }
    const closed = await app.ask("POST", `${groupPath(group)}/.close`, { json });
    if (!closed.ok) return closed.failure;
    app.said.value = adminText.liveView.closed(group);
    done();
    return null;
  };
  return (
    <Question
      title={adminText.liveView.closeTitle(group)}
      body={adminText.liveView.closeBody}
      action={adminText.liveView.closeConfirm}
      perform={perform}
      close={close}
    >
      <TextField
        label={adminText.liveView.message}
        help={adminText.liveView.messageHint}
        name="message"
        optional
        value={message}
      />
      <CheckRow label={adminText.liveView.closeLock} value={lock} />
    </Question>
  );
}
