/** The first lines as facts of a page: the same on a terminal and in a browser. Pure. */
import { cutToLine } from '../../../workflows/text/cut-text.ts';
import { namedFiles } from '../../build/left-out.ts';
import type { OpenQuestion } from '../../outcome-report.ts';
import type { Report } from '../../report.ts';
import type { RefusedAudit } from '../../reported-claims.ts';
import { shortTime } from '../../short-time.ts';
import type { Fact, Inline, Span } from '../page.ts';

export function headlineFacts(report: Report): Fact[] {
  const { headline, caveats, question } = report;
  const { proven, notProven, changed, cost, next } = headline;
  return [
    ...recordedFact(report),
    { name: 'Proven', value: listed(proven) },
    {
      name: 'Not proven',
      value: notProven.length === 0 ? 'nothing that the contract names' : listed(notProven),
    },
    ...refusalFact(report),
    ...leftOutFact(report),
    ...caveats.map((caveat): Fact => ({ name: 'Mind', value: { mark: caveat, tone: 'warn' } })),
    { name: 'Changed', value: changed },
    { name: 'Cost', value: cost },
    ...(question === null ? [] : [{ name: 'Question', value: questionLine(question) }]),
    { name: 'Next', value: next },
  ];
}

/** More may have happened than what follows says. */
const recordedFact = ({ goal: { asOf } }: Report): Fact[] =>
  asOf === undefined
    ? []
    : [{ name: 'As of', value: `${shortTime(asOf)}: no worker answered in time, and the record ends there` }];

const MAX_REASON_CHARACTERS = 300;

/** Why the last claim did not hold; once the goal is complete, that is history. */
function refusalFact({ goal, refusedAudits }: Report): Fact[] {
  const last = refusedAudits.shown.at(-1);
  if (goal.status === 'complete' || last === undefined) return [];
  return [
    {
      name: 'Refused last',
      value: `a claim in turn ${last.turn}${editedPart(last)}: ${cutToLine(last.reason, MAX_REASON_CHARACTERS)}`,
    },
  ];
}

/** Good work that no check has seen looks like bad work otherwise. */
function leftOutFact({ headline: { leftOut } }: Report): Fact[] {
  if (leftOut.length === 0) return [];
  const it = leftOut.length === 1 ? 'it' : 'them';
  const text = `${namedFiles(leftOut)}: boundaries.writePaths does not declare ${it} as the work`;
  return [{ name: 'Left out of the checks', value: { mark: text, tone: 'bad' } }];
}

/** The check that the contract has now has said nothing of that claim. */
const editedPart = ({ editedSince = [] }: RefusedAudit): string =>
  editedSince.length === 0 ? '' : `, by ${editedSince.join(', ')} as it was before an edit`;

const listed = (lines: readonly string[]): string => lines.join('; ');

/** What is asked, what may be answered, and what silence means. */
function questionLine({ question, options, until, ifUnanswered }: OpenQuestion): Inline {
  const choices = options.flatMap((option, index): Span[] => [index === 0 ? ' ' : ', ', { code: option }]);
  return [
    { strong: question ?? 'its words are not on record' },
    ...(choices.length === 0 ? [] : [' Answers:', ...choices, '.']),
    ...(until === undefined ? [' No deadline.'] : [` Until ${shortTime(until)}`]),
    ...(until === undefined
      ? []
      : [ifUnanswered === undefined ? '.' : `; without an answer ${ifUnanswered}.`]),
  ];
}
