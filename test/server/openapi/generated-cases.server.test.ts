/** The day's form: the server with its journal and rules, on a socket, over threads in this process. */
import { afterAll, beforeAll } from '@jest/globals';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';
import { describeGeneratedCases } from './describe-generated-cases.ts';

const PHASES = ['examples', 'coverage', 'fuzzing'];
/** The same every day, so that a change is judged by itself; the night plays another one each time. */
const SEED = 20_787;

let bench: RestBench;
let url = '';
beforeAll(async () => {
  bench = await openRestBench();
  url = await bench.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => bench?.close());

describeGeneratedCases({ url: () => url, maxExamples: 5, leastCases: 2_000, phases: PHASES, seed: SEED });
