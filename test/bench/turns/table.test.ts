import { describe, expect, test } from '@jest/globals';
import { TARGETS, type TurnsFigures } from '../../../bench/turns/figures.ts';
import { turnsTable } from '../../../bench/turns/table.ts';

const figures = (goalkeeperMs: number, historyBytesPerTurn: number): TurnsFigures => ({
  bench: 'turns',
  rounds: 3,
  targets: TARGETS,
  ages: [
    {
      turns: 200,
      window: [181, 200],
      ratioToBare: goalkeeperMs / 100,
      loops: {
        goalkeeper: { msPerTurn: goalkeeperMs, eventsPerTurn: 19, historyBytesPerTurn },
        bare: { msPerTurn: 100, eventsPerTurn: 18, historyBytesPerTurn: 2_650.4 },
        plain: { msPerTurn: 40, eventsPerTurn: null, historyBytesPerTurn: null },
      },
    },
  ],
});

describe('turnsTable', () => {
  test('turnsTable: figures → one aligned line per loop, the age and the ratio at the first', () => {
    expect(turnsTable(figures(110, 3_980)).split('\n').slice(0, 4)).toEqual([
      'at turn  loop                  ms/turn  events/turn  history/turn  ratio to bare',
      '    200  Goalkeeper              110.0         19.0          3980           1.10',
      '         barest Temporal loop    100.0         18.0          2650',
      '         no Temporal              40.0            -             -',
    ]);
  });

  test('turnsTable: within all targets → says so', () => {
    expect(turnsTable(figures(115, 4_096))).toContain('a turn: met.');
  });

  test('turnsTable: too slow and too much history → names both with the age', () => {
    expect(turnsTable(figures(116, 4_097))).toContain('missed (time at 200, history at 200)');
  });
});
