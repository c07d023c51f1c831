/** The night's form: the whole service, which asks for keys. */
import { afterAll, beforeAll } from '@jest/globals';
import { type ModelServer, startModelServer } from '../../../scripted-model/model-server.ts';
import { makeKey } from '../../../server/access/api-key.ts';
import { say } from '../../support/model/scripts.ts';
import { removeDirectory, type Service, startService } from '../../support/service/service-process.ts';
import { describeGeneratedCases } from './describe-generated-cases.ts';

const PHASES = ['examples', 'coverage', 'fuzzing', 'stateful'];
/** It stands in the settings, so that no generated request can revoke it. */
const KEY = makeKey();
const DAY_MS = 86_400_000;
/** It is printed, and is given back by GENERATED_SEED. */
const SEED = Math.floor(Date.now() / DAY_MS);

let model: ModelServer;
let service: Service;
beforeAll(async () => {
  model = await startModelServer({ keepRequests: 1, respond: () => say('On it.') });
  service = await startService({
    modelUrl: model.baseUrl,
    env: {
      AUTH: 'keys',
      API_KEYS: `default:night:admin:${KEY.sha256}`,
      RATE_LIMIT_KEY: 'none',
      RATE_LIMIT_TENANT: 'none',
    },
  });
});
afterAll(async () => {
  await service?.stop();
  await model?.stop();
  if (service !== undefined) await removeDirectory(service.dataDirectory);
});

describeGeneratedCases({
  url: () => service.api.url,
  key: KEY.secret,
  maxExamples: 40,
  leastCases: 10_000,
  phases: PHASES,
  seed: SEED,
});
