/** Temporal's surroundings of an Activity, without its log of expected failures. */
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';

/** `heartbeatDetails`: what the attempt before left behind. */
export const createActivityEnvironment = (attempt = 1, heartbeatDetails?: object): MockActivityEnvironment =>
  new MockActivityEnvironment(
    { attempt, ...(heartbeatDetails === undefined ? {} : { heartbeatDetails }) },
    { logger: new DefaultLogger('ERROR') },
  );
