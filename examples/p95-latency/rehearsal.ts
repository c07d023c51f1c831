/**
 * The rehearsal model of the p95 example: a script that behaves as a model might, mistakes included. It looks
 * around, makes a change that is not enough, claims to be done all the same, makes a fast change that is
 * wrong, and at last one that is both fast and right. What it does next follows from the evidence in the
 * request; it counts nothing itself.
 */
import { readFileSync } from 'node:fs';
import type { ParsedRequest, TranscriptCall } from '../../scripted-model/parsed-request.ts';
import type { ScriptedReply, ScriptedToolCall } from '../../scripted-model/reply.ts';
import type { Evidence } from './evidence.ts';
import { BENCHMARK, changeWorked, evidenceOf, SUITE } from './evidence.ts';
import * as words from './words.ts';

const patch = (name: string): string => readFileSync(new URL(`patches/${name}`, import.meta.url), 'utf8');

/** The changes of the story, for whoever wants to replay it without a model. */
export const STORY_CHANGES: Record<
  'notEnough' | 'fastButWrong' | 'fastAndRight',
  readonly ScriptedToolCall[]
> = {
  notEnough: [{ name: 'apply_patch', arguments: { patch: patch('1-lookups-of-a-line-together.patch') } }],
  fastButWrong: [
    { name: 'write_file', arguments: { path: 'src/stock.js', content: patch('2-remembered-stock.js') } },
    { name: 'apply_patch', arguments: { patch: patch('2-batches.patch') } },
  ],
  fastAndRight: [{ name: 'apply_patch', arguments: { patch: patch('3-stock-of-the-moment.patch') } }],
};

const MAX_ATTEMPTS = 3;

const shell = (command: string): ScriptedToolCall => ({
  name: 'shell',
  arguments: { command, timeoutSeconds: 120 },
});
const read = (path: string): ScriptedToolCall => ({ name: 'read_file', arguments: { path } });

const LOOK_AROUND: ScriptedReply = {
  message: 'I look at the service before I change anything.',
  toolCalls: [shell('ls -R src bench test && cat README.md'), read('src/checkout.js'), read('src/stock.js')],
};
const LOOK_AGAIN: ScriptedReply = { toolCalls: [read('src/checkout.js'), read('src/stock.js')] };
const MEASURE: ScriptedReply = { toolCalls: [shell(BENCHMARK), shell(SUITE)] };

const claim = (summary: string): ScriptedReply => ({
  toolCalls: [{ name: 'update_goal', arguments: { status: 'complete', summary } }],
});

/** What has happened since the last message, that is, in this turn or since the plan that it began with. */
function turnOf(calls: readonly TranscriptCall[]) {
  const changes = calls.filter((call) => call.name === 'apply_patch' || call.name === 'write_file');
  return {
    looked: calls.some((call) => call.name === 'read_file'),
    measured: calls.some((call) => call.arguments.command === BENCHMARK),
    claimed: calls.some((call) => call.name === 'update_goal'),
    changed: changes.length > 0,
    failedChanges: changes.filter((call) => !changeWorked(call)).length,
  };
}

function nextChange(evidence: Evidence): ScriptedReply {
  switch (evidence.code) {
    case 'oneByOne':
      return { message: words.planTogether(evidence), toolCalls: STORY_CHANGES.notEnough };
    case 'lineTogether':
      return { message: words.planBatches(evidence), toolCalls: STORY_CHANGES.fastButWrong };
    case 'rememberedStock':
      return { message: words.planFreshStock(evidence), toolCalls: STORY_CHANGES.fastAndRight };
    default:
      return { message: words.outOfIdeas(evidence) };
  }
}

/** A pure function of the request: the same request is always answered alike. */
export function respond(request: ParsedRequest): ScriptedReply {
  const evidence = evidenceOf(request);
  const turn = turnOf(request.callsSinceMessage);
  if (evidence.claim?.outcome === 'accepted') return { message: words.closing(evidence) };
  if (request.tools.length === 0) return { message: words.wrapUp(evidence) };
  if (turn.claimed && evidence.claim !== undefined)
    return { message: words.refused(evidence, evidence.claim.text) };

  if (turn.failedChanges >= MAX_ATTEMPTS) return { message: words.changeFailed(evidence) };
  if (evidence.code === undefined) {
    if (turn.looked && !turn.changed) return { message: words.unknownCode() };
    return turn.changed ? LOOK_AGAIN : LOOK_AROUND;
  }
  if (evidence.code === 'halfBatched') return { toolCalls: STORY_CHANGES.fastButWrong.slice(1) };
  if (evidence.p95 === undefined || evidence.suite === undefined) {
    return evidence.measurements < MAX_ATTEMPTS ? MEASURE : { message: words.cannotMeasure() };
  }

  const done = evidence.p95 < evidence.limitMs && evidence.suite.green;
  if (done) return claim(words.doneSummary(evidence));
  if (turn.changed && turn.failedChanges === 0) return { message: words.notDone(evidence) };
  if (evidence.code === 'lineTogether' && evidence.claim === undefined) {
    // The mistake that the audit is there for: a good improvement, taken for the goal.
    return turn.measured ? claim(words.hastySummary(evidence)) : MEASURE;
  }
  return turn.looked ? nextChange(evidence) : LOOK_AGAIN;
}
