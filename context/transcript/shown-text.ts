/** Words of the record as the model is shown them. Pure. */
import type { ToolResultBody } from '../../journal/bodies/tool-result.ts';
import { isClaimQuestion } from '../../workflows/thread/question/claim-question.ts';
import { isContestQuestion } from '../../workflows/thread/question/contest.ts';

/** A command's answer says in its first line under which number a claim can cite it. */
export function citable(seq: number, { name, output }: ToolResultBody): string {
  if (name !== 'shell') return output;
  const [first = '', ...rest] = output.split('\n');
  return [`${first} [item ${seq}]`, ...rest].join('\n');
}

/**
 * A person's words about a claim come along only with a refusal, those about a check only where it stands.
 */
export function answerHeading(question: string): string {
  if (isClaimQuestion(question)) return 'Why your claim of completion was not accepted:';
  return isContestQuestion(question) ? 'The check that you contested stands:' : 'Answer to your question:';
}
