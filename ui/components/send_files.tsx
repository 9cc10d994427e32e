/**
 * Choosing files, and whom to send them to.
 * @module
 */
import { useSignal } from "@preact/signals";
import { File as FileIcon, X } from "lucide-preact";
import { useId } from "preact/hooks";
import { type Member, sortMembers } from "../client/members.ts";
import { useApp } from "../context.ts";
import { formatBytes } from "../languages/format.ts";
import { MOST_AT_ONCE, MOST_BYTES, nameOfFile } from "../models/files.ts";
import { nameOf } from "../models/member_name.ts";
import { text } from "../text.ts";
import { FormDialog } from "./dialog.tsx";
import { Select } from "./fields.tsx";

/** What is known at the beginning. */
export interface SendFilesProps {
  readonly member: Member | null;
  readonly files: readonly File[];
}

/** Offers the files once whom they are for is chosen. */
export function SendFilesDialog(props: SendFilesProps) {
  const app = useApp();
  const { files, session } = app;
  const chosen = useSignal(props.files);
  const self = session.self.value.id;
  const others = sortMembers(session.members.value, self).filter(files.maySend);
  const wanted = useSignal(props.member?.id ?? "");
  // Somebody who has come back is known by another id.
  const member = others.find(({ id }) => id === wanted.value) ??
    others.find(({ username }) => username !== "" && username === props.member?.username) ??
    (props.member === null ? others[0] : undefined);
  const add = (more: Iterable<File>) => {
    chosen.value = [...chosen.peek(), ...more].slice(0, MOST_AT_ONCE);
  };
  return (
    <FormDialog
      title={text.files.sendTitle}
      closeLabel={text.files.cancel}
      submitLabel={text.files.offer}
      submit={() => {
        if (member === undefined || chosen.peek().length === 0) return false;
        files.offer(member, chosen.peek());
        return true;
      }}
    >
      {others.length === 0
        ? <p>{text.files.nobody}</p>
        : <Recipient others={others} id={member?.id ?? ""} choose={(id) => wanted.value = id} />}
      <Chosen
        files={chosen.value}
        add={add}
        remove={(file) => {
          chosen.value = chosen.peek().filter((other) => other !== file);
        }}
      />
      <p class="hint">{text.files.limits(formatBytes(MOST_BYTES), MOST_AT_ONCE)}</p>
      <p class="hint">{text.files.direct}</p>
    </FormDialog>
  );
}

interface RecipientProps {
  readonly others: readonly Member[];
  readonly id: string;
  choose(id: string): void;
}

function Recipient({ others, id, choose }: RecipientProps) {
  const field = useId();
  return (
    <div class="field">
      <label class="field-label" for={field}>{text.files.toWhom}</label>
      <Select
        id={field}
        options={others.map((other) => ({ value: other.id, name: nameOf(other) }))}
        value={id}
        change={choose}
      />
    </div>
  );
}

interface ChosenProps {
  readonly files: readonly File[];
  add(files: Iterable<File>): void;
  remove(file: File): void;
}

function Chosen({ files, add, remove }: ChosenProps) {
  return (
    <div
      class="files-chosen"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        add(event.dataTransfer?.files ?? []);
      }}
    >
      {files.length === 0 && <p class="hint">{text.files.noneChosen}</p>}
      <ul>
        {files.map((file, index) => (
          <li key={index} class="file-row">
            <FileIcon class="icon" aria-hidden="true" />
            <bdi class="file-name">{nameOfFile(file)}</bdi>
            <span class="file-size">{formatBytes(file.size)}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={`${text.files.dismiss}: ${nameOfFile(file)}`}
              title={text.files.dismiss}
              onClick={() => remove(file)}
            >
              <X class="icon" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <label class="button small files-choose">
        {text.files.choose}
        <input
          class="hidden"
          type="file"
          multiple
          onChange={({ currentTarget }) => {
            add(currentTarget.files ?? []);
            currentTarget.value = "";
          }}
        />
      </label>
    </div>
  );
}
