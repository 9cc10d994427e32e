/**
 * The attendance list: begins, ends, and is saved.
 * @module
 */
import { Download, Trash } from "lucide-preact";
import { useApp } from "../../context.ts";
import { formatClock } from "../../languages/format.ts";
import { saveFile } from "../../save_file.ts";
import { sheetTime, type Stay, type Stays, staysToCsv } from "../../models/teaching/stays.ts";
import { shownName } from "../../names.ts";
import { text } from "../../text.ts";
import { DialogBox } from "../dialog.tsx";

/** For hosts. */
export function AttendanceDialog() {
  const { group, client, teaching: { attendance } } = useApp();
  const stays = attendance.stays.value;
  const keeping = attendance.keeping.value;
  const other = keeping ? null : attendance.keeper.value;
  const save = () => {
    const { name, from, until, minutes } = text.attendance.columns;
    const words = {
      columns: [name, from, until, minutes],
      anonymous: text.room.anonymous,
    } as const;
    const csv = staysToCsv(stays, client.clock.nowMs(), words, sheetTime);
    const file = text.attendance.file(group.replaceAll("/", "-"));
    saveFile(new Blob([csv], { type: "text/csv;charset=utf-8" }), file);
  };
  return (
    <DialogBox title={text.attendance.title} closeLabel={text.attendance.close}>
      {() => (
        <div class="dialog-form">
          <div class="dialog-body">
            <p>{text.attendance.explain}</p>
            {other !== null && <p class="hint">{text.attendance.byOther(shownName(other))}</p>}
            {stays.length > 0 && <Summary stays={stays} keeping={keeping} />}
          </div>
          <footer class="dialog-actions wrap">
            {stays.length > 0 && !keeping && (
              <button
                type="button"
                class="button"
                onClick={() => attendance.clear()}
              >
                <Trash class="icon" aria-hidden="true" />
                {text.attendance.clear}
              </button>
            )}
            {stays.length > 0 && (
              <button type="button" class="button" onClick={save}>
                <Download class="icon" aria-hidden="true" />
                {text.attendance.save}
              </button>
            )}
            {keeping
              ? (
                <button type="button" class="button primary" onClick={() => attendance.stop()}>
                  {text.attendance.stop}
                </button>
              )
              : other === null && (
                <button
                  type="button"
                  class="button primary"
                  onClick={() => attendance.start()}
                >
                  {stays.length > 0 ? text.attendance.restart : text.attendance.start}
                </button>
              )}
          </footer>
        </div>
      )}
    </DialogBox>
  );
}

/** Longer lists are for the file. */
const MOST_ROWS = 200;

function Summary({ stays, keeping }: { readonly stays: Stays; readonly keeping: boolean }) {
  const { name, from, until } = text.attendance.columns;
  const people = new Set(stays.map(({ id, username }) => username || id)).size;
  return (
    <>
      <p role="status">
        {keeping ? text.attendance.running(people) : text.attendance.stopped(people)}
      </p>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={text.attendance.title}>
        <table class="attendance">
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col">{from}</th>
              <th scope="col">{until}</th>
            </tr>
          </thead>
          <tbody>
            {stays.slice(-MOST_ROWS).map((stay) => (
              <StayRow key={`${stay.id} ${stay.fromMs}`} stay={stay} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function StayRow({ stay }: { readonly stay: Stay }) {
  const { username, fromMs, untilMs } = stay;
  return (
    <tr>
      <td>
        <bdi>{shownName(username)}</bdi>
      </td>
      <td>{formatClock(fromMs)}</td>
      <td>{untilMs === null ? text.attendance.stillHere : formatClock(untilMs)}</td>
    </tr>
  );
}
