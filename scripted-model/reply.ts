/** What a script tells the rehearsal model server to answer: a model's reply, or a fault in its place. */

/** Tokens of one reply; what a script leaves out is estimated from the bytes that were exchanged. */
export interface ReplyUsage {
  readonly inputTokens: number;
  /** Part of `inputTokens`. */
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Part of `outputTokens`. */
  readonly reasoningTokens: number;
}

export interface ScriptedToolCall {
  readonly name: string;
  /** An object is sent as JSON; a string is sent as it is, so that it may be broken JSON. */
  readonly arguments: object | string;
  /** Default: a fresh random id, as a provider gives. */
  readonly callId?: string;
}

/** A well-formed answer. Text and tool calls may be combined; with neither, the output is empty. */
export interface ScriptedReply {
  readonly message?: string;
  readonly toolCalls?: readonly ScriptedToolCall[];
  /** Adds a reasoning item with this summary in front of the output. */
  readonly reasoning?: string;
  /** Output items of the Responses API as they are, in place of text, calls and reasoning; of any shape. */
  readonly items?: readonly Readonly<Record<string, unknown>>[];
  readonly usage?: Partial<ReplyUsage>;
  /** Waits before the first byte. */
  readonly delayMs?: number;
  /** A stream waits so long between its events. */
  readonly eventDelayMs?: number;
}

/** Faults without parameters; `FAULT_EFFECTS` in `faults.ts` says what each one does on the wire. */
export type PlainFaultName =
  | 'html200'
  | 'empty200'
  | 'cutJson'
  | 'emptyOutput'
  | 'missingOutput'
  | 'missingUsage'
  | 'negativeUsage'
  | 'incomplete'
  | 'filtered'
  | 'failed'
  | 'errorEvent'
  | 'reset'
  | 'noSuchHost'
  | 'badTls'
  | 'cutStream'
  | 'endStream'
  | 'hang'
  | 'hangStream'
  | 'drip';

interface FaultSettings {
  /** The reply that the fault spoils; default a short message. */
  readonly reply?: ScriptedReply;
  readonly delayMs?: number;
}

export type FaultReply = FaultSettings &
  (
    | { readonly fault: PlainFaultName }
    /** The response fails behind its first events, in these words. */
    | { readonly fault: 'failedWith'; readonly code: string; readonly message: string }
    | {
        readonly fault: 'status';
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        /** Default: an error object as the OpenAI API sends it. */
        readonly body?: object | string;
      }
    /** A valid reply whose text has this many bytes. */
    | { readonly fault: 'huge'; readonly bytes: number }
  );

export type Reply = ScriptedReply | FaultReply;

export const isFault = (reply: Reply): reply is FaultReply => 'fault' in reply;
