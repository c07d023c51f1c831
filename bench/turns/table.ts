/** The figures as a table for people. Pure. */

import { CONTESTANT_NAMES, type ContestantName } from './contestant.ts';
import { type AgeFigures, TARGETS, type TurnsFigures } from './figures.ts';

const TITLES: Readonly<Record<ContestantName, string>> = {
  goalkeeper: 'Goalkeeper',
  bare: 'barest Temporal loop',
  plain: 'no Temporal',
};

const HEADER = ['at turn', 'loop', 'ms/turn', 'events/turn', 'history/turn', 'ratio to bare'];

export function turnsTable({ ages, rounds }: TurnsFigures): string {
  const rows = [HEADER, ...ages.flatMap(rowsAt)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, column))
      .join('  ')
      .trimEnd(),
  );
  const { ratioToBare, eventsPerTurn, historyBytesPerTurn } = TARGETS;
  return [
    ...lines,
    '',
    `A turn: model call, sandboxed command with 50 KB of output, model call. Medians over the last 20 turns (or all, if`,
    `fewer) up to that age, ${rounds} rounds.`,
    `Target: at most ${ratioToBare} x bare, ${eventsPerTurn} events and ${historyBytesPerTurn} bytes of history a turn: ${verdict(ages)}.`,
  ].join('\n');
}

function rowsAt({ turns, loops, ratioToBare }: AgeFigures): string[][] {
  return CONTESTANT_NAMES.map((name) => {
    const { msPerTurn, eventsPerTurn, historyBytesPerTurn } = loops[name];
    return [
      name === 'goalkeeper' ? String(turns) : '',
      TITLES[name],
      msPerTurn.toFixed(1),
      eventsPerTurn === null ? '-' : eventsPerTurn.toFixed(1),
      historyBytesPerTurn === null ? '-' : historyBytesPerTurn.toFixed(0),
      name === 'goalkeeper' ? ratioToBare.toFixed(2) : '',
    ];
  });
}

/** Text to the left, numbers to the right. */
const pad = (cell: string, width: number, column: number): string =>
  column === 1 ? cell.padEnd(width) : cell.padStart(width);

function verdict(ages: readonly AgeFigures[]): string {
  const missed = ages.flatMap(({ turns, loops: { goalkeeper }, ratioToBare }) => [
    ...(ratioToBare > TARGETS.ratioToBare ? [`time at ${turns}`] : []),
    ...((goalkeeper.eventsPerTurn ?? 0) > TARGETS.eventsPerTurn ? [`events at ${turns}`] : []),
    ...((goalkeeper.historyBytesPerTurn ?? 0) > TARGETS.historyBytesPerTurn ? [`history at ${turns}`] : []),
  ]);
  return missed.length === 0 ? 'met' : `missed (${missed.join(', ')})`;
}
