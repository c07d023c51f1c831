/**
 * How people begin the parts of a goal: whole sentences by their first words, clauses within a sentence by a
 * connecting word. The patterns follow the article's own (`… verified by … while keeping …. Use …. Between
 * iterations, …. If blocked, …`). Pure.
 */
import type { PartName } from '../draft.ts';

/** A part of the contract, or a limit of the budget, which is no part of the six. */
export type Role = PartName | 'budget';

/** `Constraints: …` and the like. */
const LABELS: readonly (readonly [Role, RegExp])[] = [
  ['outcome', /^(outcome|goal|objective|desired end state):\s*/i],
  ['verification', /^(verification( surface)?|evidence|acceptance criteria|done when|success criteria):\s*/i],
  ['constraints', /^constraints?:\s*/i],
  ['boundaries', /^(boundaries|scope|allowed( inputs| tools)?):\s*/i],
  ['iterationPolicy', /^iteration( policy)?s?:\s*/i],
  ['blockedStop', /^(blocked( stop)?( condition)?|stop condition|if blocked):\s*/i],
  ['budget', /^budget:\s*/i],
];

const STEP = '(iterations?|attempts?|changes?|experiments?|tries|try|turns?|runs?|steps?|rounds?|patch(es)?)';
const NOT_POSSIBLE =
  "(block(ed|er|ing)|no .{0,40}\\b(remains?|left)|can ?not|can[’']t|unable|unavailable|missing|impossible|not possible|not feasible|fails? to (run|start)|stuck)";
const STOPPING = '(stop|report|ask|explain|say|tell|label|mark|list|record|end|hand|write|give up)';

const SENTENCES: readonly (readonly [Role, RegExp])[] = [
  [
    'blockedStop',
    new RegExp(`^(if|when|once|should|where)\\b.*\\b${NOT_POSSIBLE}\\b.*\\b${STOPPING}\\b`, 'i'),
  ],
  ['blockedStop', new RegExp(`^(stop|report|give up)\\b.*\\b(if|when|once)\\b.*\\b${NOT_POSSIBLE}\\b`, 'i')],
  [
    'blockedStop',
    /^(if|when|once|should)\b.*, (then )?(please )?(stop|pause|report|ask|say|give up|hand back)\b/i,
  ],
  ['blockedStop', /^(stop|pause)( and \w+)? (if|when|once|before)\b/i],
  [
    'iterationPolicy',
    new RegExp(
      `^(between|before|after|at|on|in|with|for) (the |each |every |any )?(single )?${STEP}\\b`,
      'i',
    ),
  ],
  [
    'iterationPolicy',
    /^(iterate|each iteration|every iteration|log each|record each|one (change|hypothesis) at a time)\b/i,
  ],
  ['budget', /^(spend|stop after|give up after|work for|take) (at most |no more than |up to )?\$?\d/i],
  ['boundaries', /^(you may )?(only )?use\b/i],
  ['boundaries', /^(touch|edit|modify|work|change|read|write)\b.{0,40}\bonly\b/i],
  [
    'boundaries',
    /^(only (touch|edit|modify|change|work)|limit|restrict|stay (in|within|inside)|work (in|within|inside)|change nothing (but|outside|except))\b/i,
  ],
  [
    'boundaries',
    /^(do not|don[’']t|never) (touch|edit|modify|change|use|read|write)\b.{0,60}\b(outside|other than|except|network|internet)\b/i,
  ],
  [
    'constraints',
    /^(keep(?! (working|going|trying))|keeping|preserve|do not|don[’']t|never|without|must not|no (new|changes?|regressions?)|leave|avoid|while|maintain)\b/i,
  ],
  ['constraints', /\b(must|should|has to|have to|needs? to) (stay|remain|keep|still|not|continue)\b/i],
  [
    'verification',
    /^(verify|verified|prove|proven|confirm|check|validate|ensure|measure|evidence|demonstrate|show that)\b/i,
  ],
  [
    'verification',
    /^(success|done|it is done|it[’']s done|the goal is (done|met|reached)|finished|complete|accept)\b.{0,40}\b(when|means|if|is)\b/i,
  ],
  ['verification', /\bverify\b|\bend with (a|an|the) [\w\s-]{0,30}(report|table|audit|summary)\b/i],
];

/** Where a clause of another part begins within a sentence. */
const CLAUSES: readonly (readonly [PartName, RegExp])[] = [
  [
    'verification',
    /,? (and |as )?(verified|verifiable|proved|proven|shown|measured|confirmed|evidenced|demonstrated|checked|validated|judged) (by|with|through|via|using|on|against|in)\b/gi,
  ],
  ['verification', /,? (according to|as reported by)\b/gi],
  [
    'verification',
    /,? on the [\w\s-]{0,40}\b(benchmark|test set|data ?set|held-out set|leaderboard|load test|profile)\b/gi,
  ],
  [
    'verification',
    /,? (so that|such that|until) (?=.{0,80}\b(pass(es)?|green|succeeds?|exits?|builds?|compiles?)\b)/gi,
  ],
  [
    'constraints',
    /,? (and |but )?(while|whilst) (still |also )?(preserving|keeping|maintaining|leaving|not|retaining|holding|the|all|every|no|staying)\b/gi,
  ],
  ['constraints', /,? (and |but )?without [\w`]/gi],
  ['constraints', /,? (and|but) (keep|keeping|preserve|leave|do not|don[’']t|never)\b/gi],
  ['constraints', /, (keeping|preserving|leaving|maintaining)\b/gi],
  ['constraints', /,? (and no (changes?|regressions?|loss|new)|with no [a-z]+)\b/gi],
  ['constraints', /, never [a-z]+ing\b/gi],
  [
    'constraints',
    /, (and )?([\w-]+ ){1,4}(stays?|remains?) (the same|unchanged|green|intact|identical|as)\b/gi,
  ],
  [
    'boundaries',
    /,? (and )?(using|touching|changing|editing|modifying) (only|nothing but|the available)\b/gi,
  ],
  ['boundaries', /,? (and )?only (in|within|touching|using|inside|below)\b/gi],
];

/** The part that a sentence says it is, and the sentence without that label. */
export function labelOf(sentence: string): { readonly role: Role; readonly rest: string } | undefined {
  const found = LABELS.find(([, pattern]) => pattern.test(sentence));
  return found === undefined ? undefined : { role: found[0], rest: sentence.replace(found[1], '') };
}

/** The part that a whole sentence is about; the outcome when nothing speaks for another. */
export const roleOf = (sentence: string): Role =>
  SENTENCES.find(([, pattern]) => pattern.test(sentence))?.[0] ?? 'outcome';

export interface ClauseStart {
  readonly part: PartName;
  readonly at: number;
}

/** Where clauses of other parts begin, in order. */
export function clauseStarts(sentence: string): ClauseStart[] {
  const starts = CLAUSES.flatMap(([part, pattern]) =>
    [...sentence.matchAll(pattern)].map(({ index }) => ({ part, at: index })),
  );
  return starts.sort((a, b) => a.at - b.at).filter(({ at }, index, all) => at !== all[index - 1]?.at);
}
