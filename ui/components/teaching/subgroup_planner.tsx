/**
 * Sharing out those who are here among subgroups: by chance, as last time, and by hand.
 * @module
 */
import { type Signal, useComputed, useSignal } from "@preact/signals";
import { Plus, Shuffle } from "lucide-preact";
import { useEffect } from "preact/hooks";
import type { Member } from "../../client/members.ts";
import { useApp } from "../../context.ts";
import { groupCount, MOST_GROUPS, splitRandomly } from "../../models/teaching/split.ts";
import type { Plan } from "../../models/teaching/subgroups.ts";
import { shownName } from "../../names.ts";
import { text } from "../../text.ts";
import { Choice, Select, TextField } from "../fields.tsx";

type How = keyof typeof text.subgroups.hows;

/** By client id, to which group somebody goes; "" to stay. */
type Places = ReadonlyMap<string, string>;

/** A form that sends people. */
export function SubgroupPlanner({ done }: { done(): void }) {
  const { session, teaching } = useApp();
  const { subgroups } = teaching;
  const people =
    useComputed(() =>
      [...session.members.value.values()].filter(({ permissions }) =>
        !permissions.includes("op") && !permissions.includes("system")
      )
    ).value;
  const how = useSignal<How>("groups");
  const count = useSignal("2");
  const groups = useSignal(2);
  const places = useSignal<Places>(new Map());
  const wrong = useSignal(false);
  const plan = subgroups.plan.value;
  const open = plan?.open === true;

  const mix = () => {
    const wish = Number(count.peek().trim());
    wrong.value = !(Number.isInteger(wish) && wish >= 1);
    const type = how.peek();
    if (wrong.peek() || type === "hand") return;
    groups.value = groupCount({ type, count: wish }, people.length);
    const split = splitRandomly(people, groups.peek(), Math.random);
    places.value = new Map(
      split.flatMap((some, index) => some.map(({ id }) => [id, String(index + 1)] as const)),
    );
  };
  // Somebody who looks at it for the first time sees what would be.
  useEffect(() => {
    if (!open) mix();
  }, []);
  const names = namesOf(groups.value, plan);
  const send = () => {
    const dispatches = names.map((name) => ({
      name,
      people: people.filter(({ id }) => places.peek().get(id) === name),
    })).filter(({ people }) => people.length > 0);
    if (dispatches.length === 0) return;
    const words = (to: string) => text.subgroups.link(teaching.nameOf(to), teaching.addressOf(to));
    subgroups.send(dispatches, words);
    done();
  };

  // While all are away there is nothing to share out.
  if (people.length === 0) return open ? null : <p class="hint">{text.subgroups.nobody}</p>;
  return (
    <section class="subgroup-planner">
      <div class="field-pair">
        <Choice<How>
          label={text.subgroups.how}
          options={text.subgroups.hows}
          order={["groups", "people", "hand"]}
          value={how.value}
          change={(value) => {
            how.value = value;
          }}
        />
        {how.value !== "hand" && (
          <TextField
            label={text.subgroups.count[how.value]}
            value={count}
          />
        )}
      </div>
      <div class="choices">
        {how.value !== "hand" && (
          <button type="button" class="button small" onClick={mix}>
            <Shuffle class="icon" aria-hidden="true" />
            {text.subgroups.mix}
          </button>
        )}
        {plan !== null && !open && (
          <button
            type="button"
            class="button small"
            onClick={() => {
              places.value = placesOf(plan, people);
            }}
          >
            {text.subgroups.last}
          </button>
        )}
        {names.length < MOST_GROUPS && (
          <button
            type="button"
            class="button small"
            onClick={() => groups.value++}
          >
            <Plus class="icon" aria-hidden="true" />
            {text.subgroups.addGroup}
          </button>
        )}
      </div>
      <div class="form-problem" role="alert">
        {wrong.value && <p>{text.subgroups.badCount}</p>}
      </div>
      <Assignments people={people} names={names} places={places} />
      <button type="button" class="button primary" onClick={send}>
        {open ? text.subgroups.sendMore : text.subgroups.open}
      </button>
    </section>
  );
}

/** The groups that there are: numbers, and what others have been called. */
function namesOf(count: number, plan: Plan | null): readonly string[] {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1));
  return [...new Set([...numbers, ...plan?.groups.map(({ name }) => name) ?? []])];
}

function placesOf({ groups }: Plan, people: readonly Member[]): Places {
  return new Map(people.flatMap(({ id, username }) => {
    const group = groups.find((one) => username !== "" && one.people.includes(username));
    return group === undefined ? [] : [[id, group.name] as const];
  }));
}

interface AssignmentsProps {
  readonly people: readonly Member[];
  readonly names: readonly string[];
  readonly places: Signal<Places>;
}

function Assignments({ people, names, places }: AssignmentsProps) {
  const options = [
    { value: "", name: text.subgroups.stays },
    ...names.map((value) => ({ value, name: text.subgroups.name(shownName(value)) })),
  ];
  return (
    <ul class="assignments">
      {people.map((person) => {
        const name = shownName(person.username);
        return (
          <li key={person.id} class="assignment">
            <span class="member-name">
              <bdi>{name}</bdi>
            </span>
            <Select
              id={`place-${person.id}`}
              label={text.subgroups.assign(name)}
              options={options}
              value={places.value.get(person.id) ?? ""}
              change={(value) => {
                places.value = new Map([...places.peek(), [person.id, value]]);
              }}
            />
          </li>
        );
      })}
    </ul>
  );
}
