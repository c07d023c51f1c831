/** Tells whether an outcome is several goals in one. Pure. */

const OUTCOME_VERB =
  /^(?:to )?(fix|migrate|add|implement|build|write|redesign|reduce|upgrade|refactor|rewrite|create|port|deploy|improve|optimi[sz]e|replace|introduce|translate|set up|launch|design|clean up|speed up)\b/i;
const BESIDES = /\b(also|additionally|in addition|separately|besides|on top of that)\b,?/i;

/** Steps on one way are often named side by side; so many of them are no longer one way. */
const MANY = 3;

/**
 * Whether several things to bring about stand side by side. `hasEvidence`: one surface proves all of it, so
 * that it takes more of them.
 */
export function isSeveralOutcomes(outcome: string, hasEvidence: boolean): boolean {
  const verbs = (text: string): string[] =>
    text
      .split(/[,;.:\n]+\s*|\b(?:and|then|plus)\b/i)
      .map((clause) =>
        OUTCOME_VERB.exec(clause.trim().replace(/^(and|then|please)\s+/i, ''))?.[1]?.toLowerCase(),
      )
      .filter((verb) => verb !== undefined);
  const [first = '', ...others] = outcome.split(BESIDES);
  if (verbs(first).length > 0 && others.some((other) => verbs(other ?? '').length > 0)) return true;
  return new Set(verbs(outcome)).size >= (hasEvidence ? MANY + 1 : MANY);
}
