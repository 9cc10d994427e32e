/**
 * The pages of small tiles.
 * @module
 */
import { ChevronLeft, ChevronRight, type LucideIcon } from "lucide-preact";
import { useApp } from "../context.ts";
import { text } from "../text.ts";

/** With more pages than this, a number says where one is. */
const MOST_DOTS = 8;

/** Buttons that turn the pages; nothing where there is one. */
export function PageControls() {
  const { stage } = useApp();
  const at = stage.pager.value;
  const pages = stage.pages.value;
  const page = stage.page.value;
  if (at === null || pages < 2) return null;
  return (
    <nav
      class="pager"
      aria-label={text.stage.pages}
      style={{
        "--x": `${at.x}px`,
        "--y": `${at.y}px`,
        "--w": `${at.width}px`,
        "--h": `${at.height}px`,
      }}
    >
      <TurnButton label={text.stage.previousPage} icon={ChevronLeft} to={page - 1} />
      {pages <= MOST_DOTS
        ? (
          <span class="pager-dots" aria-hidden="true">
            {Array.from(
              { length: pages },
              (_, index) => (
                <span
                  key={index}
                  class="pager-dot"
                  data-current={index === page}
                  onClick={() => stage.turnTo(index)}
                />
              ),
            )}
          </span>
        )
        : (
          <span class="pager-number" aria-hidden="true">
            {text.stage.pageShort(page + 1, pages)}
          </span>
        )}
      <TurnButton label={text.stage.nextPage} icon={ChevronRight} to={page + 1} />
      <span class="hidden" role="status">{text.stage.pageOf(page + 1, pages)}</span>
    </nav>
  );
}

interface TurnButtonProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly to: number;
}

function TurnButton({ label, icon: Icon, to }: TurnButtonProps) {
  const { stage } = useApp();
  const possible = to >= 0 && to < stage.pages.value;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      // The focus stays on the button when there is no further page.
      aria-disabled={!possible}
      onClick={() => stage.turnTo(to)}
    >
      <Icon class="icon" aria-hidden="true" />
    </button>
  );
}
