/**
 * Finds scripts of a shell that pass only while the work decides what their commands are: with those of the
 * language and the system they fail, and written in the same way without holding them they pass. What the
 * accepted state defines by their names as well is left to it.
 */
import type { Random } from '../../../drawing/random.ts';
import type { AcceptedRun, RunOnAccepted } from '../../accepted-run.ts';
import type { TestFile } from '../../find-twins.ts';
import type { PassesWithWork } from '../../passes-with-work.ts';
import { holdShell, type ShellHold } from './hold-shell.ts';

export interface BentScriptsQuestion {
  /** They take one run of the check together where nothing is amiss. */
  readonly scripts: readonly TestFile[];
  readonly random: Random;
  readonly passesWithWork: PassesWithWork;
  readonly onAccepted: RunOnAccepted;
}

/** A run may fail by chance. */
const ROUNDS = 3;

/** The path of the one that it is, or of the first; `undefined`: none, or it cannot be told. */
export async function bentScript({
  scripts,
  random,
  passesWithWork,
  onAccepted,
}: BentScriptsQuestion): Promise<string | undefined> {
  const written = (
    form: ShellHold['form'],
    spared: readonly string[] = [],
    some = scripts,
    name = random.letters(9),
  ): TestFile[] => holdShell(some, { name, form, spared });
  // What was stopped, or had no time, shows nothing.
  const passes = (...form: Parameters<typeof written>): ReturnType<PassesWithWork> =>
    passesWithWork(written(...form));
  if (written('held').length === 0) return undefined;
  let spared: readonly string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if ((await passes('held', spared)) !== false) return undefined;
    if (!(await passes('plain')) && !(await passes('aliased'))) return undefined;
    if (round > 0) continue;
    const name = random.letters(9);
    spared = toldIn(await onAccepted({ changes: written('telling', [], scripts, name) }), name);
    if (spared.length > 0 && (await passes('held', spared)) !== false) return undefined;
  }
  for (const script of scripts.length > 1 ? scripts : [])
    if (written('held', spared, [script]).length > 0 && (await passes('held', spared, [script])) === false)
      return script.path;
  return scripts[0]?.path;
}

/** What the accepted state has commands be; how it ends shows nothing yet. */
const toldIn = ({ gist }: AcceptedRun, name: string): string[] => [
  ...new Set([...gist.matchAll(new RegExp(`^${name}:(\\S+)$`, 'gm'))].map(([, told = '']) => told)),
];
