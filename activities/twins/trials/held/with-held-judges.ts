/** What a check's record comes to where the work decides what its tests take for equal. */
import type { TwinRecord } from '../../../../journal/bodies/twin-record.ts';
import { createRandom } from '../../drawing/random.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { Programs } from '../ended/program.ts';
import type { TestFile } from '../find-twins.ts';
import { withStanding } from '../with-standing.ts';
import { decidedByWork, type HeldQuestion } from './decided-by-work.ts';
import { judgesOf } from './judges-of.ts';
import { bentScript } from './shell/bent-scripts.ts';
import { judgingScripts } from './shell/judging-scripts.ts';

export interface HeldTools extends Pick<HeldQuestion, 'passesWithWork'> {
  readonly programs: Programs;
  readonly tests: readonly TestFile[];
  /** Absent: what the accepted state defines itself cannot be told, and no scripts of a shell are held. */
  readonly onAccepted?: RunOnAccepted;
}

export async function withHeldJudges(
  record: TwinRecord,
  { programs, tests, passesWithWork, onAccepted }: HeldTools,
): Promise<TwinRecord> {
  const random = createRandom(record.seed);
  const bent = await decidedByWork({
    judges: judgesOf(record, programs, tests),
    wantedCode: programs.wantedCode,
    random,
    passesWithWork,
  });
  const held = (path: string, what: string): TwinRecord =>
    withStanding(
      record,
      'cannotFail',
      `${path} passes only while the work decides what is equal: with ${what} it fails`,
    );
  if (bent !== undefined) return held(bent, "the language's own comparisons and functions");
  if (onAccepted === undefined) return record;
  const scripts = judgingScripts(programs);
  const script = await bentScript({ scripts, random, passesWithWork, onAccepted });
  return script === undefined ? record : held(script, "the shell's and the system's own commands");
}
