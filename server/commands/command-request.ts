/** The body of `POST /threads/:id/commands`. */
import { z } from 'zod';
import { contractFields } from '../../contracts/schema/contract.ts';
import { omit } from '../../objects/omit.ts';
import { requestIdField } from '../http/request-id.ts';

const { verification, ...others } = omit(contractFields, 'objective');

export const commandRequestSchema = z.strictObject({
  text: z.string().min(1).max(20_000).describe('What was typed, e.g. "/goal pause".'),
  goal: z
    .strictObject({ ...others, verification: verification.exactOptional() })
    .describe('The contract but for its objective. Only a command that sets a goal looks at it.')
    .exactOptional(),
  replace: z
    .boolean()
    .default(false)
    .describe(
      'A new objective takes the place of an unfinished goal. Only a command that sets a goal looks at it.',
    ),
  requestId: requestIdField.exactOptional(),
});

export type CommandRequest = z.output<typeof commandRequestSchema>;
