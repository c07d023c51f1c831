/**
 * Whether a check's figure is shown to be printed by another process than the one that runs the work. Pure
 * but for reading accepted texts.
 */
import { isSameEntry } from '../../../states/compare-entries.ts';
import { displayPath } from '../../../tree/tree-paths.ts';
import type { Check } from '../../../workflows/contract/contract.ts';
import type { AcceptedText } from '../../accepted/started-by.ts';
import type { Survey } from '../../accepted/survey.ts';
import { type FigureCommand, figureCommands } from './figure-commands.ts';
import type { InlineProgram } from './inline-program.ts';
import { type LoadedFrom, loadingOf } from './loaded-files.ts';

/**
 * `elsewhere`: the work runs in processes of its own; `withWork`: what prints the figure has the work in
 * itself; `unknown`: it may have.
 */
export type FigureProcess = 'elsewhere' | 'withWork' | 'unknown';

/** The burden of proof is on `elsewhere`. */
export async function figureProcess(
  { command, expect: { metric } }: Pick<Check, 'command' | 'expect'>,
  { accepted, plan }: Pick<Survey, 'accepted' | 'plan'>,
  textOf: AcceptedText,
  inline?: InlineProgram,
): Promise<FigureProcess> {
  if (metric === undefined) return 'elsewhere';
  const entries = [...plan.composed.entries()].filter(([, entry]) => entry.kind === 'file');
  const changed = entries.filter(([path, entry]) => !isSameEntry(accepted.get(path), entry));
  const from: LoadedFrom = {
    paths: new Set(entries.map(([path]) => displayPath(path))),
    changed: new Set(changed.map(([path]) => displayPath(path))),
    textOf,
  };
  const marker = 'marker' in metric ? metric.marker : undefined;
  if (inline === undefined) return processOf(await figureCommands(command, from), marker);
  const loading = await loadingOf(inline, from);
  if (loading !== 'apart') return loading === 'with' ? 'withWork' : 'unknown';
  const around = await figureCommands(inline.around, from);
  // The program whose text was taken out has nothing left to start.
  const others = around.filter(({ words }) => !words.some((word) => word === '') && !isBareProgram(words));
  return others.length === 0 ? 'elsewhere' : processOf(others, marker, true);
}

const isBareProgram = (words: readonly string[]): boolean =>
  words.every((word) => /^-|^[A-Z_]+=|^(?:node|nodejs|python[\d.]*|pypy[\d.]*)$/.test(word));

/** Which tools print nothing of what is measured. */
const SILENT = /^(?:cd|pushd|popd|set|export|unset|trap|sleep|wait|kill|rm|mkdir|true|:|exit|\w+=.*)$/;

function processOf(
  commands: readonly FigureCommand[],
  marker: string | undefined,
  isPrinted = false,
): FigureProcess {
  const mayPrint = commands.filter((each) => each.loading !== 'apart' && !isAside(each, commands, marker));
  const ownFigure = commands.some((each) => isOwnFigure(each, marker)) && commands.every(isClock);
  const isApart = mayPrint.every((each) => ownFigure && !each.isPassedOn && each.writesTo === undefined);
  if (!isApart) return mayPrint.some(({ loading }) => loading === 'with') ? 'withWork' : 'unknown';
  const isAny =
    isPrinted ||
    commands.some(
      ({ loading, isTimed, words: [program = ''] }) =>
        isTimed || (loading === 'apart' && !SILENT.test(program)),
    );
  return isAny ? 'elsewhere' : 'unknown';
}

/**
 * What runs in the background, is thrown away or measured by `time` may print a further figure, and cannot
 * do so in the place of the one that is printed beside it.
 */
function isAside(
  each: FigureCommand,
  commands: readonly FigureCommand[],
  marker: string | undefined,
): boolean {
  const { isBackground, isTimed, isPassedOn, writesTo } = each;
  const isReadAgain =
    writesTo !== undefined &&
    commands.some((other) => other !== each && other.words.some((word) => word.includes(writesTo)));
  if (isReadAgain) return false;
  if (writesTo === '/dev/null' || (isBackground && !isPassedOn)) return true;
  const isOfTime =
    marker !== undefined && commands.some(({ words }) => words.some((word) => word.includes(marker)));
  return isTimed && (isOfTime || /^(?:real|user|sys|elapsed)/i.test(marker ?? ''));
}

/** The shell itself prints the figure, and not what a program said. */
const isOwnFigure = ({ words, isPassedOn }: FigureCommand, marker: string | undefined): boolean =>
  marker !== undefined &&
  !isPassedOn &&
  /^(?:echo|printf)$/.test(words[0] ?? '') &&
  words.some((word) => word.includes(marker));

/** What is substituted is the time. */
const isClock = ({ words: [program = ''], isPassedOn, loading }: FigureCommand): boolean =>
  !isPassedOn || (loading === 'apart' && /^(?:date|bc|expr|echo|awk)$/.test(program));
