/** The night's form: the whole service. */
import { afterAll, beforeAll } from '@jest/globals';
import { type ModelServer, startModelServer } from '../../../scripted-model/model-server.ts';
import { say } from '../../support/model/scripts.ts';
import { removeDirectory, type Service, startService } from '../../support/service/service-process.ts';
import { describeGeneratedCases } from './describe-generated-cases.ts';

const PHASES = ['examples', 'coverage', 'fuzzing', 'stateful'];
const DAY_MS = 86_400_000;
/** It is printed, and is given back by GENERATED_SEED. */
const SEED = Math.floor(Date.now() / DAY_MS);

let model: ModelServer;
let service: Service;
beforeAll(async () => {
  model = await startModelServer({ keepRequests: 1, respond: () => say('On it.') });
  service = await startService({ modelUrl: model.baseUrl });
});
afterAll(async () => {
  await service?.stop();
  await model?.stop();
  if (service !== undefined) await removeDirectory(service.dataDirectory);
});

describeGeneratedCases({
  url: () => service.api.url,
  maxExamples: 40,
  leastCases: 10_000,
  phases: PHASES,
  seed: SEED,
});
