/** Temporal's surroundings of an Activity, without its log of expected failures. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { defined } from '../../../objects/defined.ts';

/** `heartbeatDetails`: what the attempt before left behind. */
export const createActivityEnvironment = (attempt = 1, heartbeatDetails?: object): MockActivityEnvironment =>
  new MockActivityEnvironment(
    { attempt, ...defined({ heartbeatDetails }) },
    { logger: new DefaultLogger('ERROR') },
  );
