/**
 * Whether it is the check's own command that refuses a test written differently: it compares checksums, or
 * how lines are laid out. A word such as `diff` in the command says little, so it is tried on the accepted
 * state, where nothing of the model's runs.
 */
import type { TwinRun } from '../../../../journal/bodies/twin-record.ts';
import { type RunOnAccepted, saidBesides } from '../accepted-run.ts';
import type { TestFile, TwinCopy } from '../find-twins.ts';
import { endingText, passingText, remarkedText } from '../harmless-texts.ts';

export interface ComparisonEvidence {
  readonly runs: readonly TwinRun[];
  /** All that were drawn; those that ran are among them. */
  readonly equal: readonly TwinCopy[];
  readonly files: readonly TestFile[];
  /** The part of the command that runs the tests, where there is another one that compares. */
  readonly part: string | undefined;
  /** A script that the command starts has a program that compares text. */
  readonly scriptsCompare: boolean;
}

/**
 * Whether failing on every equal twin may be the command's own doing; `bySight`: what its words say, where
 * nothing can be tried.
 */
export async function isExcused(
  evidence: ComparisonEvidence,
  bySight: boolean,
  onAccepted: RunOnAccepted | undefined,
): Promise<boolean> {
  const equal = evidence.runs.filter(({ kind }) => kind === 'equal');
  const haveAllFailed = equal.length > 0 && equal.every(({ passed }) => !passed);
  return haveAllFailed && onAccepted !== undefined ? comparesText(evidence, onAccepted) : bySight;
}

async function comparesText(
  { runs, equal, files, part, scriptsCompare }: ComparisonEvidence,
  onAccepted: RunOnAccepted,
): Promise<boolean> {
  const failed = runs.filter(({ kind }) => kind === 'equal');
  const ofPart = part === undefined ? [] : runs.filter(({ command }) => command === part);
  const hasPassedAlone = ofPart.some(({ kind, passed }) => kind === 'control' && passed);
  const hasFailedAlone = ofPart.some(({ kind, passed }) => kind === 'control' && !passed);
  if (part !== undefined && !hasPassedAlone && hasFailedAlone && (await lacksOnlyALook(part, onAccepted)))
    return false;
  const command = hasPassedAlone && part !== undefined ? { command: part } : {};
  const run = (changes: readonly TestFile[]) => onAccepted({ changes, ...command });
  const texts = equal.filter((one) => failed.some((each) => isOf(each, one)));
  const changed = new Set(texts.flatMap(({ changes }) => changes.map(({ path }) => path)));
  const own = files.filter(({ path }) => changed.has(path));
  // Others of the tests may fail without the work, or be what compares.
  for (const some of own.length < files.length ? [own, files] : [files]) {
    const passing = textsOf(some, passingText);
    if (passing === undefined || !(await run(passing)).passed) continue;
    const isLayout = await refusesLayout(texts, some, run);
    if (isLayout === undefined) return scriptsCompare;
    if (isLayout || some === own || own.length === files.length) return isLayout;
  }
  if (await saysMoreOfComments(own, run)) return true;
  // A script that compares only behind the tests is not come to where these fail.
  return scriptsCompare;
}

/**
 * The whole ends and prints on the accepted state as its part does, so that nothing the part needs is made
 * before it.
 */
async function lacksOnlyALook(part: string, onAccepted: RunOnAccepted): Promise<boolean> {
  const whole = await onAccepted({ changes: [] });
  return (await onAccepted({ changes: [], command: part })).gist === whole.gist;
}

/**
 * Where all tests end as soon as they are loaded, the original text passes, and none of the others does.
 * `undefined`: none can be made to.
 */
async function refusesLayout(
  equal: readonly TwinCopy[],
  files: readonly TestFile[],
  run: (changes: readonly TestFile[]) => ReturnType<RunOnAccepted>,
): Promise<boolean | undefined> {
  const ending = textsOf(files, endingText);
  if (ending === undefined || equal.length === 0 || !(await run(ending)).passed) return undefined;
  for (const { changes } of equal) {
    const ended = changes.map((file) => textOf(file, endingText(file) ?? file.text));
    const others = ending.filter(({ path }) => !ended.some((file) => file.path === path));
    if ((await run([...others, ...ended])).passed) return false;
  }
  return true;
}

/** A comment in the tests changes what is said, besides what the command says of changed files itself. */
async function saysMoreOfComments(
  files: readonly TestFile[],
  run: (changes: readonly TestFile[]) => ReturnType<RunOnAccepted>,
): Promise<boolean> {
  const usual = (await run([])).gist;
  const remarked = (await run(files.map((file) => textOf(file, remarkedText(file))))).gist;
  if (remarked === usual || (await run([])).gist !== usual) return false;
  const ending = textsOf(files, endingText);
  const own = ending === undefined ? '' : (await run(ending)).gist;
  return saidBesides(remarked, own) !== saidBesides(usual, own);
}

/** `undefined` unless each of them has such a text. */
function textsOf(
  files: readonly TestFile[],
  change: (file: TestFile) => string | undefined,
): TestFile[] | undefined {
  const texts = files.flatMap((file) => {
    const text = change(file);
    return text === undefined ? [] : [textOf(file, text)];
  });
  return texts.length === files.length ? texts : undefined;
}

const textOf = ({ path }: TestFile, text: string): TestFile => ({ path, text });

const isOf = (run: TwinRun, twin: TwinCopy): boolean =>
  run.path === twin.path && run.line === twin.line && run.what === twin.what;
