/** What a request that changes a thread, or its goal, may be answered with beside its own success. */
import { acceptedReply } from '../../http/accepted-reply.ts';
import { bodyProblems, readProblems } from '../../http/replies.ts';
import { refusedProblem } from './refusal.ts';

export const changeReplies = { ...acceptedReply, ...readProblems, ...bodyProblems, ...refusedProblem };
