/** A reply that was cut short: what cut it, and what the model is told in its next request. Pure. */
import type { ModelRequest } from '../../context/request.ts';
import type { ModelReply } from '../../journal/bodies/model-reply.ts';
import type { CutBy } from '../../workflows/turn/cut-replies.ts';

/** Nothing for a whole reply. */
export function cutBy({ incomplete }: Pick<ModelReply, 'incomplete'>): { readonly cutBy?: CutBy } {
  if (incomplete === undefined) return {};
  return { cutBy: incomplete === 'content_filter' ? 'contentFilter' : 'outputLimit' };
}

const NOTES: Record<CutBy, string> = {
  outputLimit:
    'Your last reply was cut at the limit of its length; what you see of it is all that arrived, and a tool call that was not whole was not run. Go on from there in smaller steps: less text at once, long files in several parts.',
  contentFilter:
    "The provider's content filter cut your last reply; what you see of it is all that arrived. Go on in other words, or another way.",
};

/**
 * The request with the note as its last item, which is no part of the transcript: the cached prefix stays as
 * it is.
 */
export const withCutNote = (request: ModelRequest, by: CutBy | undefined): ModelRequest =>
  by === undefined
    ? request
    : { ...request, input: [...request.input, { role: 'user', content: NOTES[by] }] };
