/**
 * Programs that print a check's figure, made to print one beyond its bound as their last deed, and to end
 * well: the check has to fail. Passing shows that they never came so far, whoever printed the figure.
 */
import type { MetricExpectation } from '../../../../workflows/contract/contract.ts';
import type { Random } from '../../drawing/random.ts';
import { bentTexts } from './bent-texts.ts';
import type { EndQuestion } from './early-end.ts';
import { endedLanguageOf, type Program } from './program.ts';
import { partsOfProgram } from './program-parts.ts';

export interface FigureEndQuestion extends EndQuestion {
  readonly metric: MetricExpectation;
}

/** Each takes one run of the check where nothing is amiss. */
const MOST_PROGRAMS = 2;
/** What stands in any language's text, and a shell's words, as it is. */
const PLAIN_MARKER = /^[\w.%/-]+(?: [\w.%/-]+)*$/;

/** A program that prints the figure and does not come to its end. */
export interface FigureEnded {
  readonly program: Program;
  /** It does come there without the work. Else the check itself may end it, as it does with a server. */
  readonly isSure: boolean;
}

/** `undefined`: all of them do, as far as can be seen. */
export async function figureEndedEarly(question: FigureEndQuestion): Promise<FigureEnded | undefined> {
  const { metric, programs } = question;
  if (!('marker' in metric) || !PLAIN_MARKER.test(metric.marker)) return undefined;
  const printing = programs.files.filter((program) =>
    [program, ...partsOfProgram(program, programs)].some(({ text }) => text.includes(metric.marker)),
  );
  for (const program of printing.slice(0, MOST_PROGRAMS)) {
    const found = await lookAt(program, metric.marker, question);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function lookAt(
  program: Program,
  marker: string,
  { programs, metric, random, passesWithWork, onAccepted }: FigureEndQuestion,
): Promise<FigureEnded | undefined> {
  const language = endedLanguageOf(program);
  if (language?.saysFirst === undefined) return undefined;
  const word = random.letters(9);
  const words = `${word} ${marker}: ${beyond(metric, random)}`;
  const ending = { code: programs.wantedCode, words, isOwn: false, says: true };
  const parts = partsOfProgram(program, programs);
  const atEnd = bentTexts(language.atEnd(program.text, ending), program, parts, language, ending);
  if (atEnd.length === 0 || !(await passesWithWork(atEnd))) return undefined;
  // Whoever prints it where nobody looks says nothing by it.
  const first = { path: program.path, text: language.saysFirst(program.text, words) };
  if ((await passesWithWork([first])) !== false || !(await passesWithWork([]))) return undefined;
  const { gist = '' } = (await onAccepted?.({ changes: atEnd })) ?? {};
  return { program, isSure: gist.includes(word) };
}

/** A figure that misses the bound by far. */
function beyond({ op, value }: MetricExpectation, random: Random): number {
  const far = random.integer(1, Math.max(9, Math.ceil(Math.abs(value))));
  return op.startsWith('>') ? Math.floor(value) - far : Math.ceil(value) + far;
}
