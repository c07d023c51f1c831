/**
 * Whether the exit code of a program decides what becomes of its check: what is compared by its output alone
 * may fail as it likes.
 */
import type { RunOnAccepted } from '../accepted-run.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import type { EndedLanguage, Ending } from './ending.ts';
import type { Program } from './program.ts';

export interface DecidesQuestion {
  readonly program: Program;
  readonly language: EndedLanguage;
  /** A failure that the check passes over, or is seen to mind. */
  readonly ending: Ending;
  readonly wantedCode: number;
  readonly passesWithWork: PassesWithWork;
}

/** Asked where the check fails with the program failing as its first deed. */
export async function decidesByCode(question: DecidesQuestion): Promise<boolean> {
  const { program, language, ending, wantedCode, passesWithWork } = question;
  const passes = async (text: string | undefined): Promise<boolean | undefined> =>
    text === undefined ? false : passesWithWork([{ path: program.path, text }]);
  // Where ending well at once passes, nothing that it prints is looked for.
  if (await passes(wellText({ program, language, ending, wantedCode }))) return true;
  const { aroundItself } = language;
  if (aroundItself === undefined || !(await passes(aroundItself(program.text, ending.words)))) return false;
  return (await passes(aroundItself(program.text, ending.words, ending.code))) === false;
}

/**
 * Asked where the check passes although the program fails as its first deed: either nobody asks for its exit
 * code, or the work comes before it.
 */
export async function decidesOnAccepted(
  question: Omit<DecidesQuestion, 'passesWithWork'> & { readonly onAccepted: RunOnAccepted },
): Promise<boolean> {
  const { program, language, ending, onAccepted } = question;
  const run = async (text: string | undefined) =>
    text === undefined ? undefined : onAccepted({ changes: [{ path: program.path, text }] });
  const failed = await run(language.atStart(program.text, { ...ending, isOwn: false }));
  if (failed === undefined || failed.passed) return false;
  // A code by lot is no other program's.
  if (!ending.isOwn && failed.gist.split('\n')[0]?.endsWith(` ${ending.code}`)) return true;
  return (await run(wellText(question)))?.passed === true;
}

type WellQuestion = Pick<DecidesQuestion, 'program' | 'language' | 'ending' | 'wantedCode'>;

const wellText = ({ program, language, ending, wantedCode }: WellQuestion): string | undefined =>
  language.endingWell?.(ending.words) ??
  language.atStart(program.text, { ...ending, code: wantedCode, isOwn: false });
