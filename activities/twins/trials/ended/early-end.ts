/**
 * Twins for programs that judge by themselves: each fails as its last deed. Failing so shows little; passing
 * shows that the work has ended the run before the program could say what it found.
 */
import type { Random } from '../../drawing/random.ts';
import type { RunOnAccepted } from '../accepted-run.ts';
import type { TestFile } from '../find-twins.ts';
import type { PassesWithWork } from '../passes-with-work.ts';
import { bentTexts } from './bent-texts.ts';
import { decidesByCode, decidesOnAccepted } from './decides.ts';
import { drawnCode, type Ending, ownCode } from './ending.ts';
import { endedLanguageOf, type Program, type Programs } from './program.ts';
import { partsOfProgram } from './program-parts.ts';

export interface EndQuestion {
  readonly programs: Programs;
  readonly random: Random;
  readonly passesWithWork: PassesWithWork;
  readonly onAccepted?: RunOnAccepted;
}

/** Each takes two runs of the check where nothing is amiss. */
const MOST_PROGRAMS = 3;

/** One of the programs that do not come to their end; `undefined`: all do, or it cannot be told. */
export async function endedEarly(question: EndQuestion): Promise<Program | undefined> {
  for (const program of question.programs.files.slice(0, MOST_PROGRAMS))
    for (const isOwn of [false, true]) {
      const found = await lookAt(program, endingOf(program, isOwn, question), question);
      if (found === 'endedEarly') return program;
      if (found === 'doesNotDecide') break;
    }
  return undefined;
}

function endingOf(
  { text }: Program,
  isOwn: boolean,
  { random, programs: { wantedCode } }: EndQuestion,
): Ending {
  const drawn = drawnCode(random, wantedCode);
  const code = isOwn ? ownCode(text, wantedCode) : drawn;
  return { code, words: random.letters(9), isOwn, says: false };
}

type Found = 'endedEarly' | 'inOrder' | 'doesNotDecide';

async function lookAt(
  program: Program,
  ending: Ending,
  { programs, passesWithWork, onAccepted }: EndQuestion,
): Promise<Found> {
  const language = endedLanguageOf(program);
  if (language === undefined) return 'inOrder';
  const whether = (isEnded: boolean): Found => (isEnded ? 'endedEarly' : 'inOrder');
  const parts = partsOfProgram(program, programs);
  const bent = (text: string | undefined): TestFile[] => bentTexts(text, program, parts, language, ending);
  const atEnd = bent(language.atEnd(program.text, ending));
  if (atEnd.length === 0 || !(await passesWithWork(atEnd))) return 'inOrder';
  const says = async (text: string | undefined): Promise<boolean> => {
    const changes = bent(text);
    if (changes.length === 0 || onAccepted === undefined) return false;
    const { passed, gist } = await onAccepted({ changes });
    return !passed && gist.includes(ending.words);
  };
  const spoken = { ...ending, says: true };
  const startsWith = (made: Ending): TestFile[] => {
    const text = language.atStart(program.text, { ...made, isOwn: false });
    return text === undefined ? [] : [{ path: program.path, text }];
  };
  const start = startsWith(ending);
  if (start.length === 0) return 'inOrder';
  const asked = { program, language, ending, wantedCode: programs.wantedCode, passesWithWork };
  const passesAtStart = await passesWithWork(start);
  if (passesAtStart === undefined) return 'inOrder';
  if (passesAtStart) {
    if (program.role === 'named' || onAccepted === undefined) return 'doesNotDecide';
    if (!(await decidesOnAccepted({ ...asked, onAccepted }))) return 'doesNotDecide';
    return whether(
      program.role === 'started' || (await says(language.atStart(program.text, { ...spoken, isOwn: false }))),
    );
  }
  if (!(await decidesByCode(asked))) return 'doesNotDecide';
  const isPlain = [program, ...parts].every(({ text }) => !language.mayEndUnseen(text, programs.modules));
  // Whoever ends by itself in a way that is not seen does so without the work as well.
  return whether(isPlain || (await says(language.atEnd(program.text, spoken))));
}
