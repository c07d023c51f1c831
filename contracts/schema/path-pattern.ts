/** Path patterns as `workflows/contract/patterns/path-pattern.ts` reads them. */
import { z } from 'zod';
import { patternProblem } from '../../workflows/contract/patterns/pattern-problem.ts';
import { text } from './text.ts';

const isBelow = (parts: readonly string[]): boolean =>
  !parts.includes('..') && parts.some((part) => part !== '' && part !== '.');

/** The path lies inside the workspace, and is not the workspace itself. */
const relativePath = text.max(500).refine((path) => !path.startsWith('/') && isBelow(path.split('/')), {
  message: 'must be a path inside the workspace',
});

const understoodPath = relativePath.superRefine((pattern, context) => {
  const message = patternProblem(pattern);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

const MAX_PATTERNS = 100;

/** What is sent now: nothing that a reader would take for a glob and the service for a name. */
export const pathPatterns = z.array(understoodPath).max(MAX_PATTERNS);

/**
 * They are of a contract that stands, or is still being written: what is not understood in it is named
 * elsewhere, not refused.
 */
export const anyPathPatterns = z.array(relativePath).max(MAX_PATTERNS);
