/** Which answer an open question waits for, and how it is given. Pure. */
import type { OpenQuestion } from '../../outcome-report.ts';
import { shortTime } from '../../short-time.ts';
import type { Advice } from './advice.ts';

/** The question itself is shown beside it. */
export function awaitsAnswer(asked: OpenQuestion): Advice {
  return { ...answerOf(asked), waitsFor: 'person' };
}

function answerOf({ inputId, about, until, ifUnanswered }: OpenQuestion): Advice {
  const otherwise = ifUnanswered === undefined ? '' : `, or ${ifUnanswered}`;
  const time = until === undefined ? '' : ` until ${shortTime(until)}${otherwise}`;
  const answer = `POST …/inputs/${inputId}`;
  if (about === 'contestedCheck')
    return {
      what: `A person's word on a check${time}: the model contests it, with what it contradicts or why it cannot be met.`,
      steps: [`Answer that it stands (${answer}), or edit the contract (PATCH …/goal).`],
    };
  return about === 'changedTests'
    ? {
        what: `A person's word on the last claim${time}: its checks passed, and tests or configuration that decide on it were changed.`,
        steps: [`Read the change (GET the goal) and accept or refuse it (${answer}).`],
      }
    : { what: `A person's answer${time}: a question is open.`, steps: [`Answer it (${answer}).`] };
}
