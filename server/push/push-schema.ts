/** What a caller sends to have a state pushed, and what comes of it. */
import { z } from 'zod';
import { isGitRef } from '../../contracts/git/git-url.ts';
import { text } from '../../contracts/schema/text.ts';
import { jsonReply, keyReused, problemReply, problemSchema, readProblems } from '../http/replies.ts';
import { requestIdField } from '../http/request-id.ts';
import { LIVING, STATE_NAME, WHY } from '../lookup/kept-why.ts';

const MAX_MESSAGE_CHARACTERS = 4_000;
const NAMES = WHY.join(', ');

/** Git refuses these in the name of a branch, beside what is no ref at all. */
const isBranch = (name: string): boolean =>
  isGitRef(name) &&
  name !== 'HEAD' &&
  !name.startsWith('refs/') &&
  !name.endsWith('.') &&
  name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));

export const pushBody = z.strictObject({
  branch: z
    .string()
    .max(200)
    .refine(isBranch, 'must be the name of a branch, such as goal/one')
    .describe('The branch of the repository; it is made where it is not there.'),
  message: text
    .min(1)
    .max(MAX_MESSAGE_CHARACTERS)
    .describe('What the message begins with; left out: the first line of the objective.')
    .exactOptional(),
  state: z
    .string()
    .regex(STATE_NAME, `must be a stateId, or one of: ${NAMES}`)
    .refine((state) => state !== LIVING, `must be a state that was kept: a stateId, or one of: ${NAMES}`)
    .default('proven')
    .describe('Which kept state is pushed, as GET …/states lists them; left out: the last proven one.'),
  force: z
    .boolean()
    .default(false)
    .describe('Whether a branch of other commits is replaced; only if it is as it was found a moment ago.'),
  requestId: requestIdField.exactOptional(),
});

export const pushSchema = z
  .strictObject({
    requestId: z.string(),
    outcome: z.enum(['pushed', 'upToDate']).describe('`upToDate`: the branch held the same files before.'),
    branch: z.string(),
    commit: z.string().describe('The commit that the branch has now.'),
    stateId: z.string(),
  })
  .meta({ id: 'Pushed' });

export const pendingPushSchema = z
  .strictObject({ requestId: z.string(), outcome: z.literal('pending') })
  .meta({ id: 'PendingPush' });

export const pushReplies = {
  200: jsonReply('The branch holds the state.', pushSchema),
  202: jsonReply(
    'It will be pushed, and is not yet; repeat the request under the same key to learn what came of it.',
    pendingPushSchema,
  ),
  ...readProblems,
  409: problemReply(
    'No repository to push to (`noGitSource`), a branch of other commits (`branchExists`), or the remote does not take it ' +
      '(`pushRejected`; `remote` holds its own words).',
    problemSchema,
  ),
  ...keyReused,
  502: problemReply(
    'The repository does not let the service in (`gitCredentials`), or does not answer (`gitUnreachable`).',
    problemSchema,
  ),
};
