/** What the words of a goal are weak in, and which parts are missing. Pure. */
import type { Code } from '../codes.ts';
import type { Finding, Part, PartName } from '../draft.ts';
import { evidenceIn, namesRepetition } from '../words/evidence-words.ts';
import { hasFinishLine } from '../words/parts.ts';
import { placeholdersIn } from '../words/placeholders.ts';
import { isSeveralOutcomes } from '../words/several-outcomes.ts';
import { hasWordsFor, isRuledOn, outcomeWords, placedChecks, type Subject } from '../words/subject.ts';
import {
  handlesUncertainty,
  isAboutEverything,
  isOneFailure,
  isResearch,
  isSmallTask,
  namesEvidenceStandard,
  namesUncertainty,
} from '../words/weak-words.ts';
import { finding } from './finding.ts';

type Parts = Readonly<Record<PartName, Part>>;

export function lintWords(subject: Subject, parts: Parts): Finding[] {
  const words = subject.pieces.map(({ text }) => text).join(' ');
  const left = placeholdersIn(words);
  const placeholders =
    left.length > 0
      ? [finding('placeholderLeft', 'objective', `Not filled in yet: ${left.join(', ')}.`)]
      : [];
  const codes: (Code | false)[] = [
    ...scopeOf(subject, parts),
    isUnmeasuredResearch(subject, words) && 'researchWithoutEvidenceStandard',
    hidesUncertainty(subject, words) && 'hiddenUncertainty',
  ];
  return [
    ...lintFinishLine(subject),
    ...placeholders,
    ...codes.filter((code) => code !== false).map((code) => finding(code, 'objective')),
  ];
}

function lintFinishLine(subject: Subject): Finding[] {
  if (hasFinishLine(subject)) return [];
  return [
    outcomeWords(subject) === ''
      ? finding('noFinishLine', 'objective', 'There is no objective yet.')
      : finding('noFinishLine', 'objective'),
  ];
}

/** Gives the one of several findings about the size that says the most. */
function scopeOf(subject: Subject, parts: Parts): (Code | false)[] {
  const outcome = outcomeWords(subject);
  const hasEvidence =
    evidenceIn(outcome) !== undefined || hasWordsFor(subject, 'verification') || isRuledOn(subject.contract);
  const isBare = parts.constraints.status === 'missing' && parts.blockedStop.status === 'missing';
  if (isSmallTask(outcome) && !hasEvidence) return ['taskTooSmall'];
  return [
    isOneFailure(outcome) && isBare && !hasWordsFor(subject, 'verification') && 'tooNarrow',
    isAboutEverything(outcome) && !hasEvidence && 'tooBroad',
    isSeveralOutcomes(outcome, hasEvidence) && 'severalGoals',
  ];
}

const isUnmeasuredResearch = (subject: Subject, words: string): boolean =>
  isResearch(outcomeWords(subject)) &&
  !namesEvidenceStandard(words) &&
  !isRuledOn(subject.contract) &&
  evidenceIn(outcomeWords(subject)) === undefined;

const hidesUncertainty = ({ contract, pieces }: Subject, words: string): boolean =>
  namesUncertainty(words) &&
  !handlesUncertainty(words) &&
  !namesRepetition(words) &&
  !pieces.some(({ role }) => role === 'blockedStop') &&
  !placedChecks(contract).some(({ check }) => check.runs > 1);

export function lintParts({ contract }: Subject, parts: Parts): Finding[] {
  const isMissing = (name: PartName): boolean => parts[name].status === 'missing';
  const found: (Finding | false)[] = [
    !isRuledOn(contract) &&
      finding(isMissing('verification') ? 'noVerification' : 'noCheck', 'verification.checks'),
    isMissing('constraints') && finding('noConstraints', 'constraints'),
    isMissing('boundaries') && finding('noBoundaries', 'boundaries'),
    isMissing('iterationPolicy') && finding('noIterationPolicy', 'iterationPolicy'),
    isMissing('blockedStop') && finding('noBlockedStop', 'blockedStop'),
    Object.keys(contract.budget ?? {}).length === 0 && finding('noBudget', 'budget'),
  ];
  return found.filter((each) => each !== false);
}
