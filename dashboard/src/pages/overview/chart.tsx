/**
 * Counts of days as stacked bars, with a legend, and the same as a table. Only the bars are stretched with the page: what is written
 * stands beside them, so that it is as large everywhere.
 */
import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { OVERVIEW_TEXTS } from '../../text/overview/index.ts';
import { useLanguage, useTexts } from '../../text/subject.ts';
import type { Charted } from './series.ts';

type Props = {
  readonly title: string;
  readonly charted: Charted | undefined;
  /** What a name is called. */
  readonly called: (name: string) => string;
};

const [WIDTH, HEIGHT, STEPS] = [600, 160, 4];

export function Chart({ title, charted, called }: Props) {
  const text = useTexts(OVERVIEW_TEXTS);
  const isEmpty = charted?.series.length === 0;
  const nameOf = (name: string | undefined) => (name === undefined ? text.others : called(name));
  return (
    <section className="card stack chart" aria-label={title} aria-busy={!charted}>
      <h2>{title}</h2>
      {isEmpty && <p className="hint plot">{text.none}</p>}
      {charted && !isEmpty && (
        <>
          <Plot title={title} charted={charted} nameOf={nameOf} />
          {charted.series.length > 1 && (
            <ul className="legend">
              {charted.series.map(({ name, sum }, place) => (
                <li key={name ?? ''} data-series={place}>
                  <bdi>{nameOf(name)}</bdi> <small>{sum.toLocaleString()}</small>
                </li>
              ))}
            </ul>
          )}
          <Table title={title} charted={charted} nameOf={nameOf} />
        </>
      )}
      {!charted && <div className="plot" />}
    </section>
  );
}

type Named = {
  readonly title: string;
  readonly charted: Charted;
  readonly nameOf: (name: string | undefined) => string;
};

function Plot({ title, charted: { days, series }, nameOf }: Named) {
  const day = useDay();
  const counts = new Intl.NumberFormat(useLanguage(), { notation: 'compact' });
  const totals = days.map((_, at) => series.reduce((sum, one) => sum + (one.counts[at] ?? 0), 0));
  const y = scaleLinear([0, Math.max(...totals, STEPS)], [HEIGHT, 0]).nice(STEPS);
  const x = scaleBand(days, [0, WIDTH]).padding(0.25);
  const stacked = stack<number, number>()
    .keys(series.map((_, place) => place))
    .value((at, place) => series[place]?.counts[at] ?? 0)(days.map((_, at) => at));
  const ticks = y.ticks(STEPS);
  const said = (at: number) =>
    [day(days[at] ?? ''), ...series.map(({ name, counts: of }) => `${nameOf(name)}: ${of[at]}`)].join('\n');
  return (
    <div className="plot">
      <div className="scale" aria-hidden="true">
        {ticks.toReversed().map((tick) => (
          <span key={tick}>{counts.format(tick)}</span>
        ))}
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={title}>
        {ticks.map((tick) => (
          <line key={tick} x1="0" x2={WIDTH} y1={y(tick)} y2={y(tick)} />
        ))}
        {days.map((one, at) => (
          <g key={one}>
            <title>{said(at)}</title>
            <rect className="day" x={x(one)} y="0" width={x.bandwidth()} height={HEIGHT} />
            {stacked.map((layer, place) => {
              const [from = 0, to = 0] = layer[at] ?? [];
              return (
                <rect
                  key={layer.key}
                  data-series={place}
                  x={x(one)}
                  y={y(to)}
                  width={x.bandwidth()}
                  height={y(from) - y(to)}
                />
              );
            })}
          </g>
        ))}
      </svg>
      <div className="span" aria-hidden="true">
        <span>{day(days[0] ?? '')}</span>
        <span>{day(days.at(-1) ?? '')}</span>
      </div>
    </div>
  );
}

function useDay(): (day: string) => string {
  const format = new Intl.DateTimeFormat(useLanguage(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (day) => (day === '' ? '' : format.format(new Date(`${day}T00:00:00Z`)));
}

function Table({ title, charted: { days, series }, nameOf }: Named) {
  const text = useTexts(OVERVIEW_TEXTS);
  const day = useDay();
  return (
    <details>
      <summary>{text.table}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard (axe: scrollable-region-focusable). */}
      <section className="scrolls" aria-label={`${title}: ${text.table}`} tabIndex={0}>
        <table className="sides">
          <thead>
            <tr>
              <th scope="col">{text.day}</th>
              {series.map(({ name }) => (
                <th key={name ?? ''} scope="col">
                  <bdi>{nameOf(name)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((one, at) => (
              <tr key={one}>
                <th scope="row">{day(one)}</th>
                {series.map(({ name, counts }) => (
                  <td key={name ?? ''}>{counts[at]?.toLocaleString()}</td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{text.sum}</th>
              {series.map(({ name, sum }) => (
                <td key={name ?? ''}>{sum.toLocaleString()}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
    </details>
  );
}
