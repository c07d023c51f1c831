/**
 * Requests that Schemathesis generates from the document, valid and not: no operation fails, and none answers
 * with what its document does not say.
 */
import { expect, test } from '@jest/globals';
import { runSchemathesis } from '../../support/schemathesis/run.ts';

export interface GeneratedCasesOptions {
  /** The server's, asked for when the test runs. */
  readonly url: () => string;
  readonly maxExamples: number;
  readonly leastCases: number;
}

const DAY_MS = 86_400_000;

export function describeGeneratedCases({ url, maxExamples, leastCases }: GeneratedCasesOptions): void {
  // Another seed each day; it is printed, and is given back by GENERATED_SEED.
  const seed = Number(process.env.GENERATED_SEED ?? Math.floor(Date.now() / DAY_MS));

  test(`OpenAPI: at least ${leastCases} generated requests, all phases and checks → no failure`, async () => {
    const run = await runSchemathesis({
      documentUrl: `${url()}/openapi.json`,
      maxExamples,
      seed,
      phases: ['examples', 'coverage', 'fuzzing', 'stateful'],
    });
    console.log(`${run.cases} generated requests, GENERATED_SEED=${seed}`);
    if (run.exitCode !== 0) console.log(run.output);
    expect(run).toMatchObject({ failures: [], exitCode: 0 });
    expect(run.cases).toBeGreaterThanOrEqual(leastCases);
  });
}
