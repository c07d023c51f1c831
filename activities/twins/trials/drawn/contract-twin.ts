/** The contract's own twin: how it is put in place, and what the check says of it. */
import type { Check, Twin } from '../../../../workflows/contract/contract.ts';
import type { TwinSummary } from '../../../../workflows/evidence/twin-summary.ts';
import type { Random } from '../../drawing/random.ts';
import type { PackageScripts } from '../../runners/expand-script.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { Programs } from '../ended/program.ts';
import type { TestFile } from '../find-twins.ts';
import { passesOnlyAsAccepted } from '../known/as-accepted.ts';
import { isReadAsCode } from '../known/is-read-as-code.ts';
import { type Manner, sameMeaning } from '../known/same-meaning.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import type { Trials } from '../sequence/trials.ts';
import { startedTests } from '../started-tests.ts';
import { patienceMs } from '../twin-time.ts';
import type { Preparation, RunVariant } from '../variant.ts';

interface OwnTwinInput {
  readonly check: Pick<Check, 'command' | 'runs' | 'twin'>;
  readonly scripts?: PackageScripts;
  /** What all runs of the check took. */
  readonly tookMs: number;
  readonly runVariant: RunVariant;
  /** The text of a file of the copy with the work; absent: nothing is written differently. */
  readonly textOf?: (path: string) => Promise<string | undefined>;
  readonly onAccepted?: RunOnAccepted;
  /** Tests that were read, and programs, which may load what the twin changes. */
  readonly files: readonly TestFile[];
  readonly programs?: Programs;
}

export interface OwnTwinTried {
  /** Why it could not be put in place. */
  readonly stoppedBy?: string;
  /** Files that it changes and of which the work knows the text as it is. */
  readonly known?: readonly string[];
}

const WHAT = "the contract's own twin";

interface OwnTwinTools {
  readonly random: Random;
  /** The command does so by itself. */
  readonly comparesText: boolean;
  readonly passesWithWork: PassesWithWork;
}

/** Records what the check said, if the contract has a twin. */
export async function tryOwnTwin(
  input: OwnTwinInput,
  trials: Pick<Trials, 'record'>,
  tools: OwnTwinTools,
): Promise<OwnTwinTried> {
  const { check, runVariant, tookMs } = input;
  if (check.twin === undefined) return {};
  const result = await runVariant({
    changes: [],
    prepare: preparationOf(check.twin),
    timeoutMs: patienceMs(tookMs / check.runs),
  });
  if (result.ended === 'stopped') return { stoppedBy: `${WHAT} could not be put in place: ${result.reason}` };
  const { passed, durationMs, prepared = '' } = result;
  if (result.isLate === true) return { stoppedBy: `the check took too long with ${WHAT}` };
  trials.record({ kind: 'contract', path: null, line: null, testCase: null, what: WHAT, passed, durationMs });
  const isAsked = !passed && !tools.comparesText;
  const known = isAsked ? await knownTexts(changedPaths(prepared), input, tools) : undefined;
  return known === undefined ? {} : { known };
}

const ROUNDS = 2;
const MAX_FILES = 20;

/**
 * Failing with the twin in place shows something only where the check passes with the same files written
 * differently: else the work may know them as they were accepted, and do well for these alone.
 */
async function knownTexts(
  paths: readonly string[],
  { check, scripts = {}, textOf, onAccepted, files: tests, programs }: OwnTwinInput,
  { random, passesWithWork }: OwnTwinTools,
): Promise<readonly string[] | undefined> {
  if (textOf === undefined || onAccepted === undefined) return undefined;
  const files: TestFile[] = [];
  const started = programs?.files ?? [];
  const judging = [...tests, ...started, ...(programs?.parts ?? [])];
  const names = [...started.map(({ path }) => path), ...startedTests(check.command, scripts, paths, true)];
  for (const path of paths.filter((each) => isReadAsCode(each, names, judging)).slice(0, MAX_FILES)) {
    const text = await textOf(path);
    if (text !== undefined && sameMeaning({ path, text }, random) !== undefined) files.push({ path, text });
  }
  if (files.length === 0) return undefined;
  const written = (manner: Manner) =>
    files.map((file) => ({ path: file.path, text: sameMeaning(file, random, manner) ?? file.text }));
  return (await passesOnlyAsAccepted({ written, rounds: ROUNDS, passesWithWork, onAccepted }))
    ? files.map(({ path }) => path)
    : undefined;
}

/** What all twins together come to, with the contract's own among them. */
export const withOwnTwin = (summary: TwinSummary, { known }: OwnTwinTried): TwinSummary =>
  known === undefined || (summary.standing !== 'canFail' && summary.standing !== 'notShown')
    ? summary
    : {
        ...summary,
        standing: 'recognised',
        reason: `it fails where ${known.join(', ')}, which ${WHAT} changes, is written differently with the same meaning`,
      };

const CHANGED = 'Files that the twin has changed:';
/** Clocks of file systems tick some hundred times a second. */
const LISTING = `stamp=$(mktemp) && sleep 0.05
"$@" || exit $?
printf '\\n%s\\n' '${CHANGED}'
[ -z "$stamp" ] || find . -type f -cnewer "$stamp" -printf '%P\\n' || true`;

const changedPaths = (prepared: string): string[] => {
  const at = prepared.lastIndexOf(`${CHANGED}\n`);
  return at < 0
    ? []
    : prepared
        .slice(at + CHANGED.length)
        .split('\n')
        .filter((line) => line !== '');
};

/**
 * A patch applies whole and exactly, or not at all. No repository is looked for: what its configuration would
 * start is the work's. Behind it stands which files it has changed.
 */
export function preparationOf(twin: Twin): Preparation {
  const listing = ['/bin/bash', '-c', LISTING, 'bash'];
  return 'command' in twin
    ? { argv: [...listing, '/bin/bash', '-c', twin.command] }
    : {
        argv: [...listing, 'git', 'apply', '--whitespace=nowarn', '-p1', '-'],
        stdin: twin.patch.endsWith('\n') ? twin.patch : `${twin.patch}\n`,
        env: { GIT_DIR: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      };
}
