/**
 * A request that nobody has handled yet, and that will act: answered with 202, its id, and the place to ask
 * at.
 */
import { defined } from '../../objects/defined.ts';
import { requestLocation } from './request-id.ts';

export interface AcceptedBody {
  readonly requestId: string;
  readonly accepted: true;
  readonly threadId: string;
  readonly command: string;
  /** A message has one, a command has none. */
  readonly inputId?: string;
  /** The header `location` says the same. */
  readonly statusUrl: string;
}

export interface AcceptedCommand {
  readonly type: string;
  readonly requestId: string;
  readonly inputId?: string;
}

export function acceptedBody(threadId: string, { type, requestId, inputId }: AcceptedCommand): AcceptedBody {
  return {
    requestId,
    accepted: true,
    threadId,
    command: type,
    ...defined({ inputId }),
    statusUrl: requestLocation(threadId, requestId),
  };
}

/** Thrown where the answer would have come from the thread; the error handler sends it as a reply. */
export class AcceptedForLater extends Error {
  override readonly name = 'AcceptedForLater';
  readonly body: AcceptedBody;

  constructor(threadId: string, command: AcceptedCommand) {
    super('accepted, and not handled yet');
    this.body = acceptedBody(threadId, command);
  }
}
