/** What a model reads behind a result that it has had several times already. Pure. */
import type { Foreseen } from '../../workflows/turn/repetition.ts';

/** `undefined`: the call has repeated nothing. Of several cycles the shortest is told. */
export function repetitionNote(foreseen: readonly Foreseen[], digest: string): string | undefined {
  const repeated = foreseen.find((each) => each.digest === digest);
  if (repeated === undefined) return undefined;
  const { cycle, round, isLast } = repeated;
  const what =
    cycle === 1
      ? `This same call has now had this same result ${round} times in a row`
      : `The same ${cycle} calls have now had the same results ${round} times in a row`;
  return isLast
    ? `${what}: the turn ends here, as one without progress. Begin the next one in another way.`
    : `${what}. Once more will show nothing else: change something, look elsewhere, or say what stops you. The tenth time ends the turn.`;
}
