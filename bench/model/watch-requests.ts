/** Holds each request of a thread against the one before it, the closing blocks aside. */
import type { ParsedRequest } from '../../scripted-model/parsed-request.ts';
import { sharedPrefixBytes } from '../../scripted-model/token-estimate.ts';

export interface SeenRequest {
  /** The whole body is counted, as it came. */
  readonly bytes: number;
  /** The prompt is counted without its closing block: tools, instructions, transcript. */
  readonly stableBytes: number;
  /** How much of that is the beginning of the request before, unchanged. */
  readonly sharedBytes: number;
  /** It is the share of the request before, without its closing block: 1 when all of it came again. */
  readonly keptOfPrevious: number;
}

export interface RequestWatch {
  /** The first request has none before it, and is not in here. */
  readonly seen: readonly SeenRequest[];
  look(request: ParsedRequest): void;
}

/** The last item of each request has to be its closing block. */
export function watchRequests(): RequestWatch {
  const seen: SeenRequest[] = [];
  let before: Buffer | undefined;
  return {
    seen,
    look(request) {
      const prompt = promptBefore(request);
      if (before !== undefined) {
        const sharedBytes = sharedPrefixBytes(before, prompt);
        seen.push({
          bytes: request.bytes,
          stableBytes: prompt.length,
          sharedBytes,
          keptOfPrevious: sharedBytes / before.length,
        });
      }
      before = prompt;
    },
  };
}

/** The parts stand in the order in which a provider's cache compares. */
const promptBefore = ({ body, instructions, input }: ParsedRequest): Buffer =>
  Buffer.from(
    [body.tools ?? [], instructions, ...input.slice(0, -1)].map((part) => JSON.stringify(part)).join('\n'),
  );
