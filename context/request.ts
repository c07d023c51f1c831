/**
 * A model request as a pure function of journal and state: instructions and tools (stable), transcript
 * (append-only), and one closing block built fresh.
 */

import { type ClosingBlock, closingBlock } from './closing/closing-block.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { ModelChoice } from './model-choice.ts';
import { safetyIdentifier } from './safety-identifier.ts';
import { REQUEST_TOOLS } from './tools/request-tools.ts';
import type { FunctionTool } from './tools/tool-declaration.ts';
import type { InputItem } from './transcript/input-item.ts';
import type { LeftOut } from './transcript/left-out.ts';
import type { Transcript } from './transcript/transcript.ts';

export interface ModelRequest extends ModelChoice {
  readonly instructions: string;
  readonly tools: readonly FunctionTool[];
  /** `false`: tools stay in the request (they are part of the cached prefix), but may not be called. */
  readonly mayCallTools: boolean;
  readonly input: readonly InputItem[];
  /** One per thread: requests with the same key share a prefix. */
  readonly cacheKey: string;
  /** Tells tenants apart at the provider; absent: nobody is named. */
  readonly safetyIdentifier?: string;
  /** What the text of the reply has to be; absent: any text. */
  readonly format?: TextFormat;
}

/** The key begins with the thread's id, whatever else follows. */
export const threadOfCacheKey = (cacheKey: string): string => cacheKey.split('/')[0] ?? '';

/**
 * A JSON schema that the provider holds the reply to, as far as it does; whoever reads the reply checks it
 * again.
 */
export interface TextFormat {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface RequestParts {
  readonly threadId: string;
  readonly tenantId?: string;
  /** Absent: the operator's defaults. */
  readonly choice?: ModelChoice;
  readonly transcript: Transcript;
  readonly mayCallTools: boolean;
  /** Absent: no goal is worked on. */
  readonly closing?: ClosingBlock;
  /** What of the transcript is not repeated. */
  readonly leftOut?: LeftOut;
}

export function buildRequest(parts: RequestParts): ModelRequest {
  const { threadId, tenantId, choice, transcript, mayCallTools, closing, leftOut } = parts;
  return {
    ...choice,
    instructions: INSTRUCTIONS,
    tools: REQUEST_TOOLS,
    mayCallTools,
    input: [
      ...transcript.input(leftOut),
      ...(closing === undefined ? [] : [{ role: 'user', content: closingBlock(closing) }]),
    ],
    cacheKey: threadId,
    ...(tenantId === undefined ? {} : { safetyIdentifier: safetyIdentifier(tenantId) }),
  };
}
