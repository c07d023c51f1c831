/** What comes of requests to schedules, beside their own success. */
import {
  bodyProblems,
  keyProblems,
  keyReused,
  plainProblems,
  problemReply,
  problemSchema,
  readProblems,
} from '../http/replies.ts';

export const createProblems = {
  ...plainProblems,
  ...bodyProblems,
  404: problemReply('There is no such thread.', problemSchema),
  409: problemReply(
    'There are too many schedules, or the first request under the key is not answered yet.',
    problemSchema,
  ),
  ...keyReused,
};

export const changeProblems = {
  ...readProblems,
  ...bodyProblems,
  ...keyProblems,
  412: problemReply('The schedule is not the one that `If-Match` names.', problemSchema),
};
