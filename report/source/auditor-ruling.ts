/** An auditor's ruling as the journal keeps it. Validated: other code wrote it. */
import { z } from 'zod';

export const requirementRuling = z.object({
  id: z.string(),
  text: z.string(),
  verdict: z.string(),
  evidence: z.string(),
  reason: z.string(),
});

export const auditorRuling = z.object({
  model: z.string(),
  accepted: z.boolean(),
  summary: z.string(),
  requirements: z.array(requirementRuling),
});

export type AuditorRuling = z.output<typeof auditorRuling>;
