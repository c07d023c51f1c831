/** Doubts what the checks of a look say: those that are shown together, and each hidden one by itself. */
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import type { ExaminedCheck } from '../checks/examine.ts';
import { type Doubts, doubtChecks } from '../doubt/doubt-checks.ts';
import { doubtedChecks } from '../doubt/doubted-checks.ts';
import { MAX_TWINS_MS } from '../doubt/try-twins.ts';
import type { LookScope } from './look-scope.ts';

/** What was found of checks that share their copies. */
export interface Doubted {
  readonly isShared: boolean;
  readonly doubts: Doubts;
}

const refuses = ({ traces, unproven, unsteady }: Doubts): boolean =>
  traces.length + unproven.length + unsteady.length > 0;

/** The visible checks together, each hidden one by itself, until something refuses. */
export async function doubtAll(
  { dependencies, input, contract, grounds, earlierRuns }: LookScope,
  examined: readonly ExaminedCheck[],
): Promise<Doubted[]> {
  const { journal, workspaces, mutate } = dependencies;
  const tools = {
    contract,
    states: workspaces.states,
    mutate,
    twinsUntilMs: Date.now() + MAX_TWINS_MS,
    doubted: await doubtedChecks(journal, input, earlierRuns),
  };
  const visible = examined.filter(({ check }) => !isHidden(check));
  const found: Doubted[] = [{ isShared: true, doubts: await doubtChecks(visible, grounds.shared, tools) }];
  for (const each of examined.filter(({ check }) => isHidden(check))) {
    if (found.some(({ doubts }) => refuses(doubts))) break;
    const own = await grounds.of(each.check);
    found.push({ isShared: false, doubts: await doubtChecks([each], own, tools) });
    await own.copies.remove();
  }
  return found;
}
