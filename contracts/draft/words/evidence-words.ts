/**
 * Words that point at something which can be looked at. They name evidence; only a check is evidence. Pure.
 */
import { boundsIn } from './bounds.ts';
import { commandsIn } from './commands-in-words.ts';

const SURFACE =
  /\b(tests?|test[- ]suite|suite|specs?|benchmarks?|build|builds|pipeline|CI|lint(er)?|type[- ]?check(s|er|ing)?|compiler|compile[sd]?|coverage|checks?|scripts?|jobs?|notebook|report|page|links?|migrations?)\b/i;
const RESULT =
  /\b(pass(es|ing)?|green|succeeds?|clean(ly)?|exits?( with)? (code )?0|without (errors?|warnings?|failures?)|zero (errors?|warnings?|failures?)|no (errors?|warnings?|failures?|broken|failing)|builds?|compiles?|match(es)?|reproduc(es|ed)|identical)\b/i;

/**
 * `within 2 standard errors`, `reaching 0.92 accuracy`: a measure, though no bound that a check could be
 * given.
 */
const MEASURE =
  /\bwithin \d[\d.]*\s?(%|percent|standard errors?|standard deviations?|sigma|σ|ulps?|basis points|bps)|\b(reach|achiev|scor|hit)\w* (a |an |the |at )?([\w-]+ (of )?){0,3}\d/i;

/** `20 runs`, `ten times in a row`. */
const REPETITION =
  /\b(\d+|two|three|five|ten|twenty|fifty|hundred) (consecutive |successive )?(runs|times)\b/i;

/**
 * The clause of the outcome that says how it shows: a surface or a command with its result (`the test suite
 * passes`), or a number with a bound. `undefined` when none does.
 */
export function evidenceIn(outcome: string): string | undefined {
  const clauses = outcome.split(/[,;:]\s|\.\s/).map((clause) => clause.replace(/[.\s]+$/, ''));
  return clauses.find(
    (clause) =>
      ((SURFACE.test(clause) || commandsIn(clause).length > 0) && RESULT.test(clause)) ||
      MEASURE.test(clause) ||
      boundsIn(clause).length > 0,
  );
}

/** Commands of which the outcome says the result: ``Make `npm test` pass``. */
export const commandsWithResult = (outcome: string): string[] =>
  RESULT.test(outcome) ? commandsIn(outcome) : [];

export const namesRepetition = (text: string): boolean => REPETITION.test(text);
