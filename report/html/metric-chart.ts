/**
 * A metric's way to its finish line, as SVG: one point for each run, a line through the results, the bound
 * dashed and the side that satisfies it shaded. Colours are the page's (`html-style.ts`). Pure.
 */
import type { MetricPoint, MetricTrend } from '../reported-checks.ts';
import { type Scale, scaleFor, shortNumber } from './chart-scale.ts';
import { escapeHtml } from './html-text.ts';

const WIDTH = 720;
const HEIGHT = 270;
const LEFT = 58;
const RIGHT = 24;
const TOP = 30;
const BOTTOM = 40;
const MAX_LABELS = 9;
const LABEL_ABOVE = -12;
const LABEL_BELOW = 22;

interface Result {
  readonly label: string;
  readonly points: readonly MetricPoint[];
  /** What the result of all its runs was: the first that failed, else the last one. */
  readonly value: number;
  readonly passed: boolean;
}

/** Trends without a point have no picture. `id` is unique within the page. */
export function metricChart(id: string, title: string, trend: MetricTrend): string {
  const results = resultsOf(trend.points);
  const scale = scaleFor([...trend.points.map(({ value }) => value), trend.bound]);
  const x = (index: number): number =>
    LEFT + ((WIDTH - LEFT - RIGHT) * (index + 0.5)) / Math.max(1, results.length);
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - scale.share(value));
  const parts = [
    `<title id="${id}-title">${escapeHtml(`${title}: ${trend.name} over time`)}</title>`,
    `<desc id="${id}-desc">${escapeHtml(description(trend, results))}</desc>`,
    ...satisfiedSide(trend, y),
    ...axes(trend, scale, results, x, y),
    ...finishLine(trend, results, y),
    `<polyline class="trend" points="${results.map(({ value }, index) => `${px(x(index))},${px(y(value))}`).join(' ')}"/>`,
    ...results.flatMap((result, index) => marks(result, x(index), y)),
    ...endLabels(trend, results, x, y),
  ];
  return (
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-desc">` +
    `${parts.join('')}</svg>`
  );
}

/** Runs at one place of the journal are one result. */
function resultsOf(points: readonly MetricPoint[]): Result[] {
  const groups = new Map<number, MetricPoint[]>();
  for (const point of points) groups.set(point.seq, [...(groups.get(point.seq) ?? []), point]);
  return [...groups.values()].flatMap((group) => {
    const deciding = group.find(({ passed }) => !passed) ?? group.at(-1);
    if (deciding === undefined) return [];
    const { value, passed } = deciding;
    return [{ label: labelOf(deciding), points: group, value, passed }];
  });
}

const labelOf = ({ purpose, turn }: MetricPoint): string =>
  purpose === 'baseline' ? 'baseline' : turn === null ? purpose : `turn ${turn}`;

function description({ name, op, bound, omittedPoints }: MetricTrend, results: readonly Result[]): string {
  const values = results.map(({ label, value, passed }) => `${label}: ${value}${passed ? ' (passed)' : ''}`);
  const omitted = omittedPoints === 0 ? '' : ` ${omittedPoints} earlier results are left out.`;
  return `Finish line: ${name} ${op} ${bound}. ${values.join('; ')}.${omitted}`;
}

type Place = (value: number) => number;

function satisfiedSide({ op, bound }: MetricTrend, y: Place): string[] {
  const line = y(bound);
  if (op === '==') return [rect(line - 5, 10)];
  return op.startsWith('<') ? [rect(line, HEIGHT - BOTTOM - line)] : [rect(TOP, line - TOP)];
}

const rect = (top: number, height: number): string =>
  `<rect class="side" x="${LEFT}" y="${px(top)}" width="${WIDTH - LEFT - RIGHT}" height="${px(Math.max(0, height))}"/>`;

function axes(trend: MetricTrend, scale: Scale, results: readonly Result[], x: Place, y: Place): string[] {
  const bottom = HEIGHT - BOTTOM;
  const grid = scale.ticks.map(
    (tick) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${px(y(tick))}" y2="${px(y(tick))}"/>` +
      `<text class="tick" x="${LEFT - 8}" y="${px(y(tick) + 4)}" text-anchor="end">${shortNumber(tick)}</text>`,
  );
  const every = Math.ceil(results.length / MAX_LABELS);
  const last = results.length - 1;
  const labels = results.flatMap(({ label }, index) => {
    const isFinal = index === last && index > 0;
    const shown = isFinal ? `${label}, last` : label;
    return (last - index) % every === 0 ? [text('tick', x(index), bottom + 18, 'middle', shown)] : [];
  });
  return [
    ...grid,
    `<line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${bottom}" y2="${bottom}"/>`,
    text('axis-name', LEFT - 8, 16, 'start', trend.name),
    text('axis-name', WIDTH - RIGHT, HEIGHT - 4, 'end', 'runs of the check, oldest first'),
    ...labels,
  ];
}

/** Its name stands at the end that is farther from the trend. */
function finishLine({ op, bound }: MetricTrend, results: readonly Result[], y: Place): string[] {
  const [line, first, last] = [y(bound), y(results[0]?.value ?? bound), y(results.at(-1)?.value ?? bound)];
  const isLeft = Math.abs(first - line) > Math.abs(last - line);
  const name = `finish line ${op} ${bound}`;
  return [
    `<line class="bound" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${px(line)}" y2="${px(line)}"/>`,
    isLeft
      ? text('bound-name', LEFT + 8, line - 7, 'start', name)
      : text('bound-name', WIDTH - RIGHT - 8, line - 7, 'end', name),
  ];
}

/** A large mark for the result, small ones for its further runs. */
function marks({ points, value, passed, label }: Result, left: number, y: Place): string[] {
  const others = points.length === 1 ? [] : points;
  const hint = points
    .map((point) => `${point.value}${point.passed ? ' passed' : ' failed'} ${point.at}`)
    .join('\n');
  return [
    ...others.map((point) => `<circle class="run" cx="${px(left)}" cy="${px(y(point.value))}" r="2.5"/>`),
    `<circle class="${passed ? 'passed' : 'failed'}" cx="${px(left)}" cy="${px(y(value))}" r="5.5">` +
      `<title>${escapeHtml(`${label}\n${hint}`)}</title></circle>`,
  ];
}

/** The start and the end with their figures, on the side that is away from the finish line. */
function endLabels({ bound }: MetricTrend, results: readonly Result[], x: Place, y: Place): string[] {
  const ends = results.length === 1 ? [0] : [0, results.length - 1];
  return ends.flatMap((index) => {
    const result = results[index];
    if (result === undefined) return [];
    const top = y(result.value);
    const isAbove = result.value >= bound || top + LABEL_BELOW > HEIGHT - BOTTOM - 4;
    return [
      text(
        'value',
        x(index),
        top + (isAbove ? LABEL_ABOVE : LABEL_BELOW),
        'middle',
        shortNumber(result.value),
      ),
    ];
  });
}

const text = (
  name: string,
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
  content: string,
): string =>
  `<text class="${name}" x="${px(x)}" y="${px(y)}" text-anchor="${anchor}">${escapeHtml(content)}</text>`;

const px = (value: number): string => String(Math.round(value * 10) / 10);
