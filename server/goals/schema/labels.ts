/** Title and metadata as replies show them. */
import { z } from 'zod';
import type { Labels } from '../../../journal/rows/labels.ts';
import { NO_LABELS } from '../../../journal/rows/labels.ts';

export const shownLabels = {
  title: z.string().describe('Given by whoever made it; absent: it has none.').exactOptional(),
  metadata: z.record(z.string(), z.string()).readonly(),
};

/** `undefined`: it has none. */
export const labelsReply = (labels: Labels = NO_LABELS): Labels => labels;
