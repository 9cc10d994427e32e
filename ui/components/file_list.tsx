/**
 * Files on their way, and what can be done about each.
 * @module
 */
import { Check, Download, File as FileIcon, Upload, X } from "lucide-preact";
import { useRef } from "preact/hooks";
import type { Transfer } from "../client/transfer.ts";
import { useApp } from "../context.ts";
import { formatByteRate, formatBytes, formatSpan } from "../languages/format.ts";
import { MOST_BYTES, nameOfFile } from "../models/files.ts";
import { nameOf } from "../models/member_name.ts";
import { createProgressMeter, type Progress } from "../models/progress.ts";
import { text } from "../text.ts";

/** All of them, the newest first. */
export function FileList() {
  const { files } = useApp();
  const transfers = files.transfers.value;
  const over = transfers.filter(({ state }) => state.value === "done" || state.value === "ended");
  return (
    <section class="files" aria-label={text.files.title}>
      <header class="files-head">
        <h2>{text.files.title}</h2>
        <span class="panel-note">{text.files.count(transfers.length)}</span>
        {over.length > 0 && (
          <button type="button" class="link-button" onClick={files.forgetAll}>
            {text.files.dismissAll}
          </button>
        )}
      </header>
      <ul class="files-list">
        {transfers.toReversed().map((transfer) => <Row key={transfer.key} transfer={transfer} />)}
      </ul>
    </section>
  );
}

function Row({ transfer }: { readonly transfer: Transfer }) {
  const { direction } = transfer;
  const name = nameOf(transfer);
  const state = transfer.state.value;
  const Icon = state === "done" ? Check : direction === "up" ? Upload : FileIcon;
  return (
    <li class="file" data-state={state} data-direction={direction}>
      <div class="file-row">
        <Icon class="icon" aria-hidden="true" />
        <p class="file-what">
          <bdi class="file-name">{nameOfFile(transfer)}</bdi>
          <span class="file-size">
            {formatBytes(transfer.size)}{" "}
            {direction === "up" ? text.files.to(name) : text.files.from(name)}
          </span>
        </p>
      </div>
      <Status transfer={transfer} />
      <Actions transfer={transfer} />
    </li>
  );
}

function Status({ transfer }: { readonly transfer: Transfer }) {
  const name = nameOf(transfer);
  const end = transfer.end.value;
  switch (transfer.state.value) {
    case "offered":
      if (transfer.direction === "up") return <p class="hint">{text.files.waitingFor(name)}</p>;
      return (
        <p class="hint">
          {transfer.size > MOST_BYTES
            ? text.files.cannotTake(formatBytes(MOST_BYTES))
            : text.files.direct}
        </p>
      );
    case "connecting":
      return <p class="hint">{text.files.connecting}</p>;
    case "moving":
      return <Moving transfer={transfer} />;
    case "done":
      return <p class="hint">{text.files.done}</p>;
    case "ended":
      return (
        <p class="file-end" data-harmless={end === "stopped" || end === "withdrawn"}>
          {end === null ? "" : text.files.ends[end](name)}
          {end === "lost" && transfer.direction === "down" ? ` ${text.files.askAgain(name)}` : ""}
        </p>
      );
  }
}

function Moving({ transfer }: { readonly transfer: Transfer }) {
  const meter = useRef(createProgressMeter(transfer.size));
  const moved = transfer.bytes.value;
  const progress = meter.current.measure(moved, performance.now());
  return (
    <>
      <progress
        class="file-progress"
        max={1}
        value={progress.share}
        aria-label={text.files.progress(nameOfFile(transfer))}
      />
      <p class="hint file-figures">{figures(transfer, moved, progress)}</p>
    </>
  );
}

function figures({ size }: Transfer, moved: number, { rate, secondsLeft }: Progress): string {
  const parts = [text.files.ofSize(formatBytes(moved), formatBytes(size))];
  if (rate > 0) parts.push(formatByteRate(rate));
  if (secondsLeft !== null) parts.push(text.files.left(formatSpan(Math.ceil(secondsLeft))));
  return parts.join(" · ");
}

function Actions({ transfer }: { readonly transfer: Transfer }) {
  const { files } = useApp();
  const { direction, file } = transfer;
  const state = transfer.state.value;
  const isUp = direction === "up";
  const offered = state === "offered";
  const stopLabel = !offered ? text.files.stop : isUp ? text.files.withdraw : text.files.refuse;
  const isOver = state === "done" || state === "ended";
  const end = transfer.end.value;
  return (
    <div class="file-actions">
      {offered && !isUp && transfer.size <= MOST_BYTES && (
        <Action
          label={text.files.accept}
          of={transfer}
          primary
          act={() => files.accept(transfer)}
        />
      )}
      {!isOver && <Action label={stopLabel} of={transfer} act={() => files.stop(transfer)} />}
      {state === "done" && !isUp && (
        <Action
          label={text.files.save}
          of={transfer}
          act={() => files.save(transfer)}
        />
      )}
      {state === "ended" && isUp && file !== null && end !== "refused" && end !== "unreadable" && (
        <Action label={text.files.again} of={transfer} primary act={() => files.retry(transfer)} />
      )}
      {isOver && (
        <button
          type="button"
          class="icon-button"
          aria-label={`${text.files.dismiss}: ${nameOfFile(transfer)}`}
          title={text.files.dismiss}
          onClick={() => files.forget(transfer)}
        >
          <X class="icon" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

interface ActionProps {
  readonly label: string;
  readonly of: Transfer;
  readonly primary?: boolean;
  act(): void;
}

function Action({ label, of, primary, act }: ActionProps) {
  return (
    <button
      type="button"
      class={`button small ${primary === true ? "primary" : ""}`}
      aria-label={`${label}: ${nameOfFile(of)}`}
      onClick={act}
    >
      {label === text.files.save && <Download class="icon" aria-hidden="true" />}
      {label}
    </button>
  );
}
