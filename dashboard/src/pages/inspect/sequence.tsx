/**
 * The hops between application, browser and server, drawn one below the other; for whoever hears it, a list of sentences.
 */
import { INSPECT_TEXTS } from '../../text/inspect/index.ts';
import { useTexts } from '../../text/subject.ts';
import { HOPS, progressOf } from './hops.ts';
import type { Flow } from './request.ts';

type Props = { readonly flow: Flow; readonly events: Parameters<typeof progressOf>[1] };

export function Sequence({ flow, events }: Props) {
  const text = useTexts(INSPECT_TEXTS);
  const hops = HOPS[flow];
  const { reached, refused } = progressOf(hops, events);
  const stateOf = (place: number) => (place === refused ? 'refused' : place <= reached ? 'done' : 'open');
  return (
    <div className="sequence">
      <div className="lanes" aria-hidden="true">
        {(['application', 'browser', 'server'] as const).map((lane) => (
          <span key={lane}>{text.lanes[lane]}</span>
        ))}
      </div>
      <ol aria-label={text.flows[flow].name}>
        {hops.map(({ from, to, says }, place) => (
          <li key={says} data-from={from} data-to={to} data-state={stateOf(place)}>
            <span className="hop">
              <span className="away">
                {text.lanes[from]} → {text.lanes[to]}:
              </span>
              {text.hops[says]}
              {stateOf(place) === 'done' && <span className="away">({text.done})</span>}
              {stateOf(place) === 'refused' && <span className="away">({text.verdicts.wrong})</span>}
            </span>
            <span className="arrow" aria-hidden="true" />
          </li>
        ))}
      </ol>
    </div>
  );
}
