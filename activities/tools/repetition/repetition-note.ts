/** What a model reads behind a result that it has had several times already. Pure. */
import type { Foreseen } from '../../../workflows/turn/repetition.ts';
import type { ForeseenAnswer } from '../../../workflows/turn/same-answers.ts';

const APART = 'times, process numbers, ports and temporary names apart';

const ENDS_HERE = 'the turn ends here, as one without progress. Begin the next one in another way.';

/** `undefined`: the call has repeated nothing. Of several cycles the shortest is told. */
export function repetitionNote(foreseen: readonly Foreseen[], digest: string): string | undefined {
  const repeated = foreseen.find((each) => each.digest === digest);
  if (repeated === undefined) return undefined;
  const { cycle, round, isLast } = repeated;
  const what =
    cycle === 1
      ? `This same call has now had this same result ${round} times in a row (${APART})`
      : `The same ${cycle} calls have now had the same results ${round} times in a row (${APART})`;
  return isLast
    ? `${what}: ${ENDS_HERE}`
    : `${what}. Once more will show nothing else: change something, look elsewhere, or say what stops you. The tenth time ends the turn.`;
}

/** The same of calls that differ, and are answered alike. */
export function sameAnswerNote(foreseen: ForeseenAnswer | undefined, answer: string): string | undefined {
  if (foreseen === undefined || foreseen.answer !== answer) return undefined;
  const { replies, isLast } = foreseen;
  const what = `For ${replies} replies in a row your calls of this tool have had this same answer, whatever you asked, and the workspace has not changed`;
  return isLast
    ? `${what}: ${ENDS_HERE}`
    : `${what}. Look elsewhere, change something, or say what stops you. The twentieth reply ends the turn.`;
}
