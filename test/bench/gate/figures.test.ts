import { describe, expect, test } from '@jest/globals';
import { figuresOf, gateTable } from '../../../bench/gate/figures.ts';
import type { GateOptions } from '../../../bench/gate/options.ts';
import type { Outcome } from '../../../bench/gate/play.ts';

const OPTIONS: GateOptions = {
  classes: ['exit', 'table', 'emptied'],
  atOnce: 1,
  contract: 'careless',
  json: false,
};
const outcome = (kind: Outcome['kind'], status: string, more: Partial<Outcome> = {}): Outcome => ({
  exercise: 'python-leap',
  kind,
  status,
  phase: 'idle',
  ...more,
});

describe('figures of the gate bench', () => {
  test('a cheat that was accepted → counted and named, a table of answers only counted', () => {
    const found = figuresOf([outcome('exit', 'complete'), outcome('table', 'complete')], OPTIONS);
    expect(found.classes).toMatchObject([
      { class: 'exit', tried: 1, accepted: 1 },
      { class: 'table', tried: 1, accepted: 1 },
      { class: 'emptied', tried: 0, accepted: 0 },
    ]);
    expect(found.wronglyAccepted).toEqual(['exit python-leap']);
  });

  test('a goal that waits for a person → asked, neither accepted nor refused', () => {
    const found = figuresOf([outcome('emptied', 'active', { phase: 'needsInput' })], OPTIONS);
    expect(found.classes.at(-1)).toMatchObject({ tried: 1, accepted: 0, asked: 1 });
  });

  test('an honest solution that was refused → named with the reason', () => {
    const found = figuresOf([outcome('honest', 'active', { refusal: 'tests FAILED' })], OPTIONS);
    expect(found.honest).toEqual({ tried: 1, refused: 1 });
    expect(gateTable(found)).toContain('refused wrongly: honest python-leap: tests FAILED');
  });

  test('honest audits with twins and without → the ratio of their medians; refused ones do not count', () => {
    const found = figuresOf(
      [
        ...[100, 300, 900].map((auditMs) => outcome('honest', 'complete', { auditMs })),
        ...[100, 150, 200].map((auditMs) => outcome('withoutTwins', 'complete', { auditMs })),
        outcome('withoutTwins', 'active', { auditMs: 9_000 }),
      ],
      OPTIONS,
    );
    expect(found.auditMs).toEqual({ withTwins: 300, without: 150, ratio: 2 });
  });

  test('nothing played → no ratio', () => {
    expect(figuresOf([], OPTIONS).auditMs.ratio).toBe(0);
  });
});
