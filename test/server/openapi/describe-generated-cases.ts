/**
 * Requests that Schemathesis generates from the document, valid and not: no operation fails, and none answers
 * with what its document does not say.
 */
import { expect, test } from '@jest/globals';
import { runSchemathesis } from '../../support/schemathesis/run.ts';

/** All phases of the night take longer than any other test. */
const MAX_MS = 7_200_000;

export interface GeneratedCasesOptions {
  /** The server's, asked for when the test runs. */
  readonly url: () => string;
  /** A key with every scope, where the server asks for one. */
  readonly key?: string;
  readonly maxExamples: number;
  readonly phases: readonly string[];
  readonly seed: number;
  readonly leastCases: number;
}

export function describeGeneratedCases({ url, leastCases, ...how }: GeneratedCasesOptions): void {
  const seed = Number(process.env.GENERATED_SEED ?? how.seed);

  test(
    `OpenAPI: at least ${leastCases} generated requests, ${how.phases.join(', ')} → no failure`,
    async () => {
      const run = await runSchemathesis({
        documentUrl: `${url()}/openapi.json`,
        ...how,
        seed,
      });
      console.log(`${run.cases} generated requests, GENERATED_SEED=${seed}`);
      if (run.exitCode !== 0) console.log(run.output);
      expect(run).toMatchObject({ failures: [], exitCode: 0 });
      expect(run.cases).toBeGreaterThanOrEqual(leastCases);
    },
    MAX_MS,
  );
}
