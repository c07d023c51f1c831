/** What a person is asked, as replies show it. */
import { z } from 'zod';
import { listOf } from '../../http/list-of.ts';

/** Says until when an answer counts, and what happens without one. */
const ending = { until: z.iso.datetime(), ifUnanswered: z.string() };

/** Members that every question has. */
const asked = {
  inputId: z.string(),
  question: z.string(),
  options: listOf(z.string()),
  askedAt: z.iso.datetime(),
};

const modelQuestion = z
  .strictObject({
    kind: z.literal('question'),
    ...asked,
    question: z
      .string()
      .nullable()
      .describe('null: the journal does not hold it; it can be answered all the same.'),
    defaultAnswer: z
      .string()
      .describe('What the model goes on with if nobody answers in time.')
      .exactOptional(),
    until: z.iso.datetime().exactOptional(),
    ifUnanswered: z.string().exactOptional(),
  })
  .meta({ id: 'ModelQuestion' });

const claimQuestion = z
  .strictObject({
    kind: z.literal('changedTests'),
    ...asked,
    ...ending,
    paths: listOf(z.string()),
    diff: z.string().exactOptional(),
    checksSeq: z.int().describe("Where the claim's checks stand in the record.").exactOptional(),
  })
  .meta({ id: 'ClaimQuestion' });

const citedEvidence = z
  .strictObject({
    kind: z.string(),
    ref: z.string(),
    isFound: z.boolean(),
    says: z.string(),
  })
  .meta({ id: 'CitedEvidence' });

/**
 * The model's account of what is wrong with a check; absent while the call that gives it has not been
 * journalled.
 */
const account = {
  contradiction: z.string().exactOptional(),
  evidence: listOf(citedEvidence).exactOptional(),
};

const contestQuestion = z
  .strictObject({
    kind: z.literal('contestedCheck'),
    ...asked,
    ...ending,
    check: z.string(),
    ...account,
  })
  .meta({ id: 'ContestQuestion' });

export const questionSchema = z
  .discriminatedUnion('kind', [modelQuestion, claimQuestion, contestQuestion])
  .describe('The question that a person has to answer, with what it takes to judge.')
  .meta({ id: 'OpenRequest' });

export type QuestionReply = z.output<typeof questionSchema>;

export const shortQuestionSchema = z
  .strictObject({
    inputId: z.string(),
    question: z.string().nullable(),
    options: listOf(z.string()),
    until: z.iso.datetime().exactOptional(),
    ifUnanswered: z.string().exactOptional(),
  })
  .describe('In short what a person is asked; `request` has the whole.')
  .meta({ id: 'ShortQuestion' });

export type ShortQuestionReply = z.output<typeof shortQuestionSchema>;

export const contestSchema = z
  .strictObject({
    check: z.string(),
    revision: z.int(),
    turn: z.int(),
    ruling: z.enum(['open', 'stands', 'unanswered', 'editing', 'edited', 'withdrawn']),
    at: z.iso.datetime(),
    messageId: z.string().exactOptional(),
    reason: z.string().describe('Words of the person who ruled.').exactOptional(),
    ...account,
  })
  .meta({ id: 'Contest' });

export type ContestReply = z.output<typeof contestSchema>;
