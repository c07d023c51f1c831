/** One call in one of the provider's two protocols; what is common to both is in `client.ts`. */
import type { ModelRequest } from '../../../context/request.ts';
import type { ModelReply } from '../../../journal/bodies/model-reply.ts';

/** A request whose model is settled. */
export type AddressedRequest = ModelRequest & { readonly model: string };

/** `usage`: what the provider counted for an answer that cannot be used. */
export type Exchanged =
  | { readonly ok: true; readonly reply: ModelReply }
  /** An answer that is no reply. */
  | { readonly ok: false; readonly reason: string; readonly usage?: ModelReply['usage'] | undefined }
  /** What the provider said in its stream instead of a reply. */
  | { readonly ok: false; readonly error: unknown; readonly usage?: ModelReply['usage'] | undefined }
  /** What a gateway, or whoever answers at the address, said in place of a stream; no provider does. */
  | { readonly ok: false; readonly text: string }
  /** The stream ended, in whatever way, without its final event; of which type the answer said it was. */
  | { readonly ok: false; readonly contentType: string | null };

/** Follows a call while it runs. None of the functions may throw: nobody who looks on may fail the call. */
export interface ReplyWatcher {
  /**
   * The model is asked, perhaps once more: text that came before belongs to a reply that came to nothing. Its
   * answer is waited for until `untilMs`.
   */
  onStart?(untilMs: number): void;
  /** More of the reply's text has come. */
  onText?(delta: string): void;
  /**
   * Somebody remembers the id under which the provider works on the reply, and can pick it up should this
   * call be lost: only then is a call made in the background.
   */
  onResponseId?(responseId: string, model: string): void;
  /**
   * The call was aborted; is the reply wanted all the same? Then it is left to be picked up, else it is
   * called off.
   */
  isStillWanted?(): boolean;
}

/** Throws what the client library throws; an aborted stream may end quietly. */
export type Exchange = (
  request: AddressedRequest,
  signal: AbortSignal,
  watcher?: ReplyWatcher,
) => Promise<Exchanged>;
