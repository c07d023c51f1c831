/** What a goal waits for that nothing stops. Pure. */
import { defined } from '../../../objects/defined.ts';
import { isoTime } from '../../../workflows/text/iso-time.ts';
import type { CheckReport } from '../../reported-checks.ts';
import { shortTime } from '../../short-time.ts';
import type { Doing } from '../../source/living.ts';
import type { ReportSource } from '../../source/report-source.ts';
import { accountOf } from './account-of.ts';
import type { Advice } from './advice.ts';
import { awaitsAnswer } from './awaits-answer.ts';
import { missingClaim } from './missing-claim.ts';

/** It says what the record tells where the thread's own word is not there. */
export function activeAdvice(source: ReportSource, checks: readonly CheckReport[]): Advice {
  const { events, isArchived, question, blocker, doing } = source;
  if (isArchived)
    return {
      what: 'The thread is archived.',
      steps: ['The goal goes on from where it stands.'],
      waitsFor: 'person',
    };
  if (doing?.isAtWork) return atWork(doing);
  const running = events.turns.shown.find(({ ended }) => ended === undefined);
  if (doing === undefined && running !== undefined)
    return { what: `Nothing for now: turn ${running.turn} was running.`, steps: [] };
  if (question !== undefined) return awaitsAnswer(question);
  if (events.stalledBecause !== undefined) {
    const missing = missingClaim(source, checks);
    return {
      what:
        `A person: no turn starts by itself, because ${events.stalledBecause}.` +
        (blocker === undefined ? '' : ` The model names an obstacle: ${accountOf(blocker)}.`),
      steps: [
        ...(missing === undefined ? [] : [`What is missing is a claim of the model: ${missing}.`]),
        'Send a message (POST …/messages) or resume the goal (POST …/goal/resume).',
      ],
      waitsFor: 'person',
      ...defined({ blocker }),
    };
  }
  if (events.waits !== undefined) {
    const resumesAt = isoTime(events.waits.untilMs);
    const earlier = events.waits.event === undefined ? '' : ` or when "${events.waits.event}" is reported`;
    return {
      what: `Nothing but time: the model waits until ${shortTime(resumesAt)}${earlier}.`,
      steps: [],
      waitsFor: events.waits.event === undefined ? 'time' : 'event',
      resumesAt,
    };
  }
  return doing === undefined
    ? { what: 'Nothing: the next turn starts by itself.', steps: [] }
    : atRest(doing);
}

/** A call that the model's server has failed is made again for as long as it takes. */
const atWork = ({ reason, attempt }: Doing): Advice =>
  attempt !== undefined
    ? {
        what: `An answer of the model's server, which is asked again with growing gaps: ${reason}.`,
        steps: ['If that does not pass by itself, set address and name of the model right.'],
      }
    : { what: `Nothing for now: ${reason}.`, steps: [] };

/** Only a time, or somebody, ends the rest. */
function atRest({ reason, atMs }: Doing): Advice {
  if (atMs === undefined) return { what: `A person: ${reason}.`, steps: [], waitsFor: 'person' };
  const resumesAt = isoTime(atMs);
  const what = `Nothing but time: ${reason}, until ${shortTime(resumesAt)}.`;
  return { what, steps: [], waitsFor: 'time', resumesAt };
}
