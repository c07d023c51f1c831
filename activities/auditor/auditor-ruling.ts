/**
 * Turns an auditor's verdict into what the service makes of it: granted or not, and the words for it. Pure.
 */
import { requirementLine } from '../../context/closing/ruling-lines.ts';
import type { AuditorRuling, RuledRequirement } from '../../journal/bodies/audit.ts';
import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { ChecksVerdict } from '../../workflows/evidence/checks-verdict.ts';
import { cutToLine } from '../../workflows/text/cut-text.ts';
import { awaitsPersonText } from '../gate/verdict-text.ts';
import type { AuditorVerdict } from './auditor-verdict.ts';
import type { Requirement } from './requirements.ts';

const MAX_WORDS_CHARACTERS = 1_000;
const MAX_TITLE_CHARACTERS = 120;
const MAX_NAMED = 5;

/** Accepted only when the auditor says so of the whole and of each requirement. */
export function rulingOf(
  model: string,
  requirements: readonly Requirement[],
  { complete, summary, requirements: verdicts }: AuditorVerdict,
): AuditorRuling {
  const ruledRequirements = requirements.flatMap((requirement): RuledRequirement[] => {
    const found = verdicts.find(({ id }) => id === requirement.id);
    if (found === undefined) return [];
    const { verdict, evidence, reason } = found;
    return [
      {
        ...requirement,
        text: titleOf(requirement),
        verdict,
        evidence: words(evidence),
        reason: words(reason),
      },
    ];
  });
  const isAllProven =
    ruledRequirements.length === requirements.length &&
    ruledRequirements.every(({ verdict }) => verdict === 'proven');
  return {
    model,
    accepted: complete && isAllProven && requirements.length > 0,
    summary: words(summary),
    requirements: ruledRequirements,
  };
}

/** It is told in numbers and kinds only: it goes where no text of a model may go. */
export function refusalReason({ requirements }: AuditorRuling): string {
  const open = requirements.filter(({ verdict }) => verdict !== 'proven');
  if (open.length === 0) return 'the auditor finds every requirement proven, but not the whole';
  const named = open.slice(0, MAX_NAMED).map(({ id, kind, verdict }) => `${id} (${kind}) ${verdict}`);
  const more = open.length > MAX_NAMED ? ` and ${open.length - MAX_NAMED} more` : '';
  return `the auditor finds ${named.join(', ')}${more}`;
}

/** The answer to the claim, requirement by requirement. */
export function rulingText(
  ruling: AuditorRuling,
  { outcomes, awaitsPerson }: Pick<ChecksVerdict, 'outcomes' | 'awaitsPerson'>,
): string {
  const { accepted, summary, requirements } = ruling;
  const checks =
    outcomes.length === 0
      ? ['The contract has no checks; the auditor has the only word.']
      : ['The service ran every check of the contract itself: all passed.', ...outcomes.map(checkLine)];
  return [
    accepted
      ? 'The auditor found every requirement proven.'
      : `Completion refused: ${refusalReason(ruling)}.`,
    ...(accepted && awaitsPerson !== undefined ? [awaitsPersonText(awaitsPerson)] : []),
    ...checks,
    'The auditor, requirement by requirement:',
    ...requirements.map(requirementLine),
    ...(summary === '' ? [] : [`In all: ${summary}`]),
    ...(accepted ? [] : ['The goal stays active. Go on from this evidence.']),
  ].join('\n');
}

const titleOf = ({ text }: Requirement): string => cutToLine(text, MAX_TITLE_CHARACTERS);

/** Words are put on one line, so that no text of the auditor looks like a line of the service. */
const words = (text: string): string => cutToLine(text, MAX_WORDS_CHARACTERS);
