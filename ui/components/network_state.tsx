/**
 * How the own network does, and who else is in trouble, in words.
 * @module
 */
import { useApp } from "../context.ts";
import type { App } from "../models/app.ts";
import { nameOf } from "../models/member_name.ts";
import { text } from "../text.ts";

/** More than this many names help nobody. */
const MOST_OTHERS = 8;

/** Words on one's own network in both directions, then on everybody's whose network does badly. */
export function NetworkState() {
  const app = useApp();
  const { known, own, trouble } = app.network;
  if (!known.value) return <p class="hint">{text.connection.unknown}</p>;
  const { up, down } = own.value;
  const others = troubled(app);
  return (
    <div class="network-state">
      <p>{trouble.value?.sentence ?? text.connection.good}</p>
      <dl class="details-facts">
        <div>
          <dt>{text.connection.up}</dt>
          <dd data-grade={up}>{text.connection.grades[up]}</dd>
        </div>
        <div>
          <dt>{text.connection.down}</dt>
          <dd data-grade={down}>{text.connection.grades[down]}</dd>
        </div>
      </dl>
      {others.length > 0 && (
        <>
          <h3>{text.connection.othersTitle}</h3>
          <ul>
            {others.map(({ id, sentence }) => <li key={id} dir="auto">{sentence}</li>)}
          </ul>
        </>
      )}
    </div>
  );
}

function troubled({ session, network }: App): { readonly id: string; readonly sentence: string }[] {
  const self = session.self.value.id;
  return [...session.members.value.values()]
    .filter(({ id }) => id !== self)
    .flatMap((member) => {
      const { up, down } = network.markOf(member.id);
      const name = nameOf(member);
      // Who is badly heard makes others suffer, and comes first.
      if (up !== "good") return [{ id: member.id, sentence: text.connection.othersUp(name) }];
      return down === "good" ? [] : [{ id: member.id, sentence: text.connection.othersDown(name) }];
    })
    .slice(0, MOST_OTHERS);
}
