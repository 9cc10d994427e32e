/**
 * The sheet of all keys and slash words.
 * @module
 */
import { useSignal } from "@preact/signals";
import { sheetOf, type SheetRow } from "../commands/sheet.ts";
import { useApp } from "../context.ts";
import { text } from "../text.ts";
import { DialogBox } from "./dialog.tsx";
import { TextField } from "./fields.tsx";

/** What keys and words do, area by area; typing narrows it down. */
export function KeysDialog() {
  const app = useApp();
  const query = useSignal("");
  const sections = sheetOf(app, query.value);
  return (
    <DialogBox title={text.keys.title} closeLabel={text.keys.close}>
      {() => (
        <div class="dialog-body keys-sheet">
          <TextField label={text.keys.search} value={query} autoFocus />
          {!app.settings.values.value.shortcuts && <p class="hint">{text.keys.off}</p>}
          <div class="keys-found" role="region" aria-label={text.keys.title} tabIndex={0}>
            {sections.length === 0 && <p class="hint" role="status">{text.keys.nothing}</p>}
            {sections.map(({ heading, rows }) => (
              <section key={heading} class="keys-section">
                <h3>{heading}</h3>
                <dl>
                  {rows.map((row) => <Row key={`${row.kind} ${row.keys.join()}`} row={row} />)}
                </dl>
              </section>
            ))}
          </div>
        </div>
      )}
    </DialogBox>
  );
}

function Row({ row: { help, keys, kind } }: { readonly row: SheetRow }) {
  return (
    <div class="keys-row">
      <dt>{help}</dt>
      <dd>
        {keys.map((key) =>
          kind === "key" ? <kbd key={key}>{key}</kbd> : <code key={key} dir="ltr">{key}</code>
        )}
      </dd>
    </div>
  );
}
