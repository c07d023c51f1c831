/** The experiments of the story: what each one changes, and which commands show what came of it. */
import { readFileSync } from 'node:fs';
import type { ScriptedToolCall } from '../../scripted-model/reply.ts';

export const PRICE = 'node check/reference-price.mjs';
export const OTHER_PRICES = 'node check/other-points.mjs';
export const MONTE_CARLO = 'node check/monte-carlo.mjs';
export const HEDGE = `node src/hedge.mjs '{"seed": 20180208}'`;

export interface Change {
  readonly path: string;
  /** Text that the file has once the change is in place, and had not before. */
  readonly mark: string;
  readonly call: ScriptedToolCall;
}

export type ExperimentName =
  | 'classicForm'
  | 'stableForm'
  | 'fewPaths'
  | 'morePaths'
  | 'quadraticExponential'
  | 'hedge';

export interface Experiment {
  readonly name: ExperimentName;
  readonly changes: readonly Change[];
  readonly commands: readonly string[];
}

const read = (name: string): string => readFileSync(new URL(`patches/${name}`, import.meta.url), 'utf8');

/** A whole file, told from others by the first line that says something. */
function file(path: string, name: string, mark?: string): Change {
  const content = read(name);
  return {
    path,
    mark: mark ?? content.split('\n').find((line) => line.length > 10) ?? content,
    call: { name: 'write_file', arguments: { path, content } },
  };
}

const patch = (path: string, name: string, mark: string): Change => ({
  path,
  mark,
  call: { name: 'apply_patch', arguments: { patch: read(name) } },
});

export const EXPERIMENTS: Readonly<Record<ExperimentName, Experiment>> = {
  classicForm: {
    name: 'classicForm',
    changes: [
      file('src/complex.mjs', '1-complex.mjs'),
      file('src/quadrature.mjs', '1-quadrature.mjs'),
      file(
        'src/characteristic-function.mjs',
        '1-characteristic-function.mjs',
        'In the form in which Heston wrote',
      ),
      file('src/price.mjs', '1-fourier-price.mjs'),
    ],
    commands: [PRICE, OTHER_PRICES],
  },
  stableForm: {
    name: 'stableForm',
    changes: [patch('src/characteristic-function.mjs', '2-stable-form.patch', 'the little Heston trap')],
    commands: [PRICE, OTHER_PRICES],
  },
  fewPaths: {
    name: 'fewPaths',
    changes: [
      file('src/random.mjs', '3-random.mjs'),
      file('src/scheme.mjs', '3-scheme.mjs', 'by full truncation'),
      file('src/simulate.mjs', '3-simulate.mjs', 'PATHS = 5_000'),
    ],
    commands: [MONTE_CARLO],
  },
  morePaths: {
    name: 'morePaths',
    changes: [patch('src/simulate.mjs', '4-more-paths.patch', 'PATHS = 60_000')],
    commands: [MONTE_CARLO],
  },
  quadraticExponential: {
    name: 'quadraticExponential',
    changes: [file('src/scheme.mjs', '5-quadratic-exponential.mjs', 'quadratic-exponential scheme')],
    commands: [MONTE_CARLO],
  },
  hedge: { name: 'hedge', changes: [file('src/hedge.mjs', '6-hedge.mjs')], commands: [HEDGE] },
};
