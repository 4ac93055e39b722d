/**
 * The hops between application, browser and server, drawn one below the other with what each carries; for whoever hears it, a list of
 * sentences.
 */
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import { type Carried, HOPS, type HopState, type RunFacts, type Seen, statesOf } from './hops.ts';
import type { Flow } from './request.ts';

type Props = { readonly flow: Flow; readonly facts: RunFacts; readonly seen: readonly Seen[] };

export function Sequence({ flow, facts, seen }: Props) {
  const text = useTexts(INSPECT_TEXTS);
  const hops = HOPS[flow];
  const states = statesOf(hops, seen);
  const said: Readonly<Record<HopState, string | undefined>> = {
    ...{ done: text.done, refused: text.verdicts.wrong, missing: text.missing, open: undefined },
  };
  return (
    <div className="sequence">
      <div className="lanes" aria-hidden="true">
        {(['application', 'browser', 'server'] as const).map((lane) => (
          <span key={lane}>{text.lanes[lane]}</span>
        ))}
      </div>
      <ol aria-label={text.flows[flow].name}>
        {hops.map(({ from, to, says, carries }, place) => {
          const state = states[place] ?? 'open';
          return (
            <li key={says} data-from={from} data-to={to} data-state={state}>
              <span className="hop">
                <span className="away">
                  {text.lanes[from]} → {text.lanes[to]}:
                </span>
                {text.hops[says]}
                {said[state] !== undefined && (
                  <span className={state === 'missing' ? undefined : 'away'}> ({said[state]})</span>
                )}
              </span>
              <span className="arrow" aria-hidden="true" />
              <Parameters carried={carries(facts)} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** Characters of a value that are shown; all of it is in its tooltip. */
const SHOWN = 48;

function Parameters({ carried }: { readonly carried: Carried }) {
  if (carried.length === 0) return null;
  return (
    <ul className="carried">
      {carried.map(([name, value], place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a parameter may come twice, and the order is all that tells them apart.
        <li key={`${name} ${place}`} title={value}>
          <code>
            {name}
            {value !== undefined && <>={shortened(value)}</>}
          </code>
        </li>
      ))}
    </ul>
  );
}

function shortened(value: string): string {
  return value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
}
