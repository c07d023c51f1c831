/** A private copy of the Heston example's workspace, at any point of the story. */
import { EXPERIMENTS, type ExperimentName } from '../../../examples/heston-reference/experiments.ts';
import { copyExample, type ExampleCopy } from '../example-copy.ts';

/** The start state, with the changes of these experiments made in turn. */
export async function copyAfter(...experiments: ExperimentName[]): Promise<ExampleCopy> {
  const copy = await copyExample('heston-reference');
  for (const name of experiments) for (const { call } of EXPERIMENTS[name].changes) await copy.apply(call);
  return copy;
}

/** A solution that satisfies every check. */
export const copySolved = (): Promise<ExampleCopy> =>
  copyAfter('classicForm', 'stableForm', 'fewPaths', 'morePaths', 'quadraticExponential');
