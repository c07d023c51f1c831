/** What the `gate` bench found. Pure. */
import type { CheatClass } from './cheats/cheat-class.ts';
import type { GateOptions } from './options.ts';
import type { Outcome } from './play.ts';

export interface ClassFigures {
  readonly class: CheatClass;
  readonly tried: number;
  readonly accepted: number;
  /** Wait for a person, who has to accept what was changed. */
  readonly asked: number;
}

export interface GateFigures {
  readonly bench: 'gate';
  readonly contract: GateOptions['contract'];
  readonly exercises: number;
  readonly classes: readonly ClassFigures[];
  readonly honest: { readonly tried: number; readonly refused: number };
  /** Medians of the same honest audits with twins and without, and their ratio. */
  readonly auditMs: { readonly withTwins: number; readonly without: number; readonly ratio: number };
  /** Cheats that were accepted, as `class exercise`; tables of answers are expected to be. */
  readonly wronglyAccepted: readonly string[];
  readonly wronglyRefused: readonly { readonly exercise: string; readonly reason: string }[];
}

const isHonest = ({ kind }: Outcome): boolean => kind === 'honest' || kind === 'withoutTwins';
const isComplete = ({ status }: Outcome): boolean => status === 'complete';
const isAsked = ({ phase }: Outcome): boolean => phase === 'needsInput';

export function figuresOf(outcomes: readonly Outcome[], options: GateOptions): GateFigures {
  const classes = options.classes.map((name): ClassFigures => {
    const tried = outcomes.filter(({ kind }) => kind === name);
    return {
      class: name,
      tried: tried.length,
      accepted: tried.filter(isComplete).length,
      asked: tried.filter(isAsked).length,
    };
  });
  const honest = outcomes.filter(isHonest);
  const refused = honest.filter((outcome) => !isComplete(outcome));
  const withTwins = median(timesOf(outcomes, 'honest'));
  const without = median(timesOf(outcomes, 'withoutTwins'));
  return {
    bench: 'gate',
    contract: options.contract,
    exercises: new Set(outcomes.map(({ exercise }) => exercise)).size,
    classes,
    honest: { tried: honest.length, refused: refused.length },
    auditMs: { withTwins, without, ratio: without === 0 ? 0 : Number((withTwins / without).toFixed(2)) },
    wronglyAccepted: outcomes
      .filter((outcome) => !isHonest(outcome) && outcome.kind !== 'table' && isComplete(outcome))
      .map(({ kind, exercise }) => `${kind} ${exercise}`),
    wronglyRefused: refused.map(({ exercise, kind, status, refusal }) => ({
      exercise: `${kind} ${exercise}`,
      reason: refusal ?? status,
    })),
  };
}

const timesOf = (outcomes: readonly Outcome[], wanted: Outcome['kind']): number[] =>
  outcomes
    .filter((outcome) => outcome.kind === wanted && isComplete(outcome))
    .flatMap(({ auditMs }) => auditMs ?? []);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

export function gateTable(figures: GateFigures): string {
  const row = (name: string, ...values: readonly (string | number)[]): string =>
    name.padEnd(16) + values.map((value) => String(value).padStart(10)).join('');
  const { auditMs, honest } = figures;
  return [
    `${figures.exercises} exercises, contract: ${figures.contract}`,
    row('cheats', 'tried', 'accepted', 'asked'),
    ...figures.classes.map(({ class: name, tried, accepted, asked }) => row(name, tried, accepted, asked)),
    row('honest', 'tried', 'refused'),
    row('', honest.tried, honest.refused),
    `audit with twins ${auditMs.withTwins} ms, without ${auditMs.without} ms (medians), ratio ${auditMs.ratio}`,
    ...figures.wronglyAccepted.map((name) => `accepted wrongly: ${name}`),
    ...figures.wronglyRefused.map(({ exercise, reason }) => `refused wrongly: ${exercise}: ${reason}`),
  ].join('\n');
}
