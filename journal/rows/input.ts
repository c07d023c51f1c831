/** Messages on their way into the record, and where they are kept. */

export type DeliveryMode = 'queue' | 'steer' | 'interrupt';

export interface NewInput {
  readonly inputId: string;
  readonly threadId: string;
  readonly content: string;
  /** Default: `queue`. */
  readonly delivery?: DeliveryMode;
  /** The question of the model that this answers. */
  readonly answers?: string;
}

export interface Input extends Omit<NewInput, 'threadId' | 'delivery'> {
  readonly delivery: DeliveryMode;
  /** Order of arrival, over all threads; of two that come at the same moment, either may be first. */
  readonly position: number;
  /** Its place in the record once a model call has taken it along; `null` while it is queued. */
  readonly seq: number | null;
  readonly isRefused: boolean;
  /** It was taken back while it was queued. */
  readonly isWithdrawn: boolean;
  /** When its text was last replaced; absent: it is as it was sent. */
  readonly editedAt?: Date;
  readonly createdAt: Date;
}

/** Where they are kept. */
export interface Inputs {
  /**
   * A user message waiting for its turn; it enters the record when a model call delivers it. The first text
   * stays.
   */
  saveInput(input: NewInput): Promise<void>;
  /** The thread did not take the message. Should it enter the record all the same, it counts as delivered. */
  refuseInput(threadId: string, inputId: string): Promise<void>;
  /**
   * Replaces the text of a message that is still queued; `undefined` when there is none, or nothing is to be
   * delivered any more.
   */
  editInput(threadId: string, inputId: string, content: string): Promise<Input | undefined>;
  /** The message was taken back: an event `messageWithdrawn` says the same when it enters the record. */
  withdrawInput(threadId: string, inputId: string): Promise<void>;
  readInput(threadId: string, inputId: string): Promise<Input | undefined>;
  /** Lists them in the order of their arrival, from after `afterPosition` on. */
  listInputs(threadId: string, afterPosition: number, limit: number): Promise<Input[]>;
}
