/** One call in one of the provider's two protocols; what is common to both is in `client.ts`. */

import type { ModelRequest } from '../../context/request.ts';
import type { ParsedReply } from './reply.ts';

/** A request whose model is settled. */
export type AddressedRequest = ModelRequest & { readonly model: string };

export type Exchanged =
  | ParsedReply
  /** What the provider said in its stream instead of a reply. */
  | { readonly ok: false; readonly error: unknown }
  /** The stream ended, in whatever way, without its final event. */
  | undefined;

/** Throws what the client library throws; an aborted stream may end quietly. */
export type Exchange = (request: AddressedRequest, signal: AbortSignal) => Promise<Exchanged>;
