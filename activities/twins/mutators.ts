/** The languages whose tests can be changed. */
import { goMutator } from './go/mutator.ts';
import { javaMutator } from './java/mutator.ts';
import { javascriptMutator } from './javascript/mutator.ts';
import type { Mutator } from './mutator.ts';
import { pythonMutator } from './python/mutator.ts';
import { rustMutator } from './rust/mutator.ts';

export const MUTATORS: readonly Mutator[] = [
  pythonMutator,
  javascriptMutator,
  goMutator,
  rustMutator,
  javaMutator,
];
