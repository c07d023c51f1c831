/** The delivery of an event to a webhook, for who starts it and for who makes its attempts. */

/** It holds references only; what is sent is in the journal. */
export interface DeliveryInput {
  readonly deliveryId: string;
  /** It rises each time that somebody asks for the delivery once more. */
  readonly round: number;
}

export interface AttemptInput extends DeliveryInput {
  /** A number of its own makes a repeated attempt find what the first one has recorded. */
  readonly attempt: number;
  /** When the round began, and when the attempt was due, by the workflow's clock. */
  readonly sinceMs: number;
  readonly dueMs: number;
}

export interface AttemptResult {
  /** Absent: the delivery has ended. */
  readonly retryInMs?: number;
}

export interface DeliveryActivities {
  /** Sends the event once and records what came of it. */
  attemptDelivery(input: AttemptInput): Promise<AttemptResult>;
}

/** Name under which the worker registers the workflow, and the server starts it. */
export const DELIVERY_WORKFLOW = 'deliveryWorkflow';

/** Attempts have a queue of their own: slow receivers hold back each other, and no goal. */
export const DELIVERY_TASK_QUEUE = 'goalkeeper-deliveries';

export const deliveryWorkflowId = ({ deliveryId, round }: DeliveryInput): string =>
  `delivery-${deliveryId}-${round}`;
