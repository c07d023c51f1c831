/** The night's form: the whole service. */
import { afterAll, beforeAll } from '@jest/globals';
import { type ModelServer, startModelServer } from '../../../scripted-model/model-server.ts';
import { say } from '../../support/model/scripts.ts';
import { removeDirectory, type Service, startService } from '../../support/service/service-process.ts';
import { describeGeneratedCases } from './describe-generated-cases.ts';

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

describeGeneratedCases({ url: () => service.api.url, maxExamples: 40, leastCases: 10_000 });
