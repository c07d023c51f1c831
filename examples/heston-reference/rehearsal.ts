/**
 * The rehearsal model of the Heston example: a script that plays an honest researcher, mistakes included. It
 * takes the headline figure for the goal once, simulates too little, then with a scheme that is biased, and
 * writes down each time what the check showed. What it does next follows from the evidence in the request; it
 * counts nothing itself.
 */
import type { ParsedRequest, TranscriptCall } from '../../scripted-model/parsed-request.ts';
import type { ScriptedReply, ScriptedToolCall } from '../../scripted-model/reply.ts';
import { CLAIMS_PATH, claimsText, knownClaims } from './claims.ts';
import { changeWorked, type Evidence, evidenceOf, isChange, isInPlace } from './evidence.ts';
import { EXPERIMENTS, type ExperimentName } from './experiments.ts';
import { agrees, currentExperiment, isPriceRight, nextExperiment, sampleOf } from './next-experiment.ts';
import * as words from './words.ts';

const MAX_ATTEMPTS = 3;

const shell = (command: string): ScriptedToolCall => ({
  name: 'shell',
  arguments: { command, timeoutSeconds: 120 },
});
const read = (path: string): ScriptedToolCall => ({ name: 'read_file', arguments: { path } });
const claimCompletion = (summary: string): ScriptedReply => ({
  toolCalls: [{ name: 'update_goal', arguments: { status: 'complete', summary } }],
});

const LOOK_AROUND: ScriptedReply = {
  message: 'I read what is claimed, what there is, and what the checks ask for.',
  toolCalls: [shell('ls -R . && cat README.md'), read('paper/notes.md'), read('notes/claims.md')],
};

/** What has happened since the last message, that is, in this turn or since the plan that it began with. */
function turnOf(calls: readonly TranscriptCall[]) {
  const failed = calls.findLastIndex((call) => isChange(call) && !changeWorked(call));
  return {
    looked: calls.some(({ name }) => name === 'read_file'),
    changed: calls.some((call) => isChange(call)),
    claimed: calls.some(({ name }) => name === 'update_goal'),
    failedChanges: calls.filter((call) => isChange(call) && !changeWorked(call)).length,
    /** A change whose outcome is not known, and no look at the file since. */
    isInDoubt: failed >= 0 && !calls.slice(failed).some(({ name }) => name === 'read_file'),
    runsOf: (command: string) => calls.filter((call) => call.arguments.command === command).length,
  };
}
type Turn = ReturnType<typeof turnOf>;

/** Measures, writes down, claims: what is left to do about the experiment whose changes are in place. */
function finish(name: ExperimentName, evidence: Evidence, turn: Turn): ScriptedReply | undefined {
  const open = EXPERIMENTS[name].commands.filter((command) => !evidence.runs.has(command));
  if (open.length > 0) return { toolCalls: open.map(shell) };
  if (EXPERIMENTS[name].commands.some((command) => turn.runsOf(command) >= MAX_ATTEMPTS))
    return { message: words.cannotMeasure() };
  if (!evidence.recorded.has(words.CHANGED[name])) {
    const next = words.nextStep(nextExperiment(evidence));
    const account = { changed: words.CHANGED[name], observed: words.observed(name, evidence), next };
    return { toolCalls: [{ name: 'record_iteration', arguments: account }] };
  }
  // The mistake that the audit is there for: the headline, taken for the whole.
  if (name === 'stableForm' && isPriceRight(evidence) && evidence.verdicts.length === 0)
    return claimCompletion(words.hastySummary(evidence));
  const claims = knownClaims(evidence).filter(({ claim }) => !evidence.recorded.has(claim));
  if (claims.length > 0)
    return { toolCalls: claims.map((claim) => ({ name: 'record_claim', arguments: claim })) };
  return undefined;
}

/** Everything is measured and right: the inventory of claims, and then the question. */
function conclude(evidence: Evidence): ScriptedReply {
  const content = claimsText(knownClaims(evidence));
  if (evidence.files.get(CLAIMS_PATH) !== content)
    return { toolCalls: [{ name: 'write_file', arguments: { path: CLAIMS_PATH, content } }] };
  return claimCompletion(words.doneSummary(evidence));
}

function begin(name: ExperimentName, evidence: Evidence, turn: Turn): ScriptedReply {
  const missing = EXPERIMENTS[name].changes.filter((change) => !isInPlace(evidence, change));
  if (turn.isInDoubt) return { toolCalls: missing.map(({ path }) => read(path)) };
  const toolCalls = missing.map(({ call }) => call);
  return turn.failedChanges > 0 ? { toolCalls } : { message: words.PLANS[name], toolCalls };
}

/** A pure function of the request: the same request is always answered alike. */
export function respond(request: ParsedRequest): ScriptedReply {
  const evidence = evidenceOf(request);
  const turn = turnOf(request.callsSinceMessage);
  if (evidence.isComplete) return { message: words.closing(evidence) };
  if (request.tools.length === 0) return { message: words.wrapUp(evidence) };
  if (turn.failedChanges >= MAX_ATTEMPTS) return { message: words.changeFailed(evidence) };
  if (evidence.files.size === 0 && evidence.history.length === 0) return LOOK_AROUND;

  const current = currentExperiment(evidence);
  const unfinished = current === undefined ? undefined : finish(current, evidence, turn);
  if (unfinished !== undefined) return unfinished;
  const next = nextExperiment(evidence);
  if (turn.claimed) return { message: words.refused(evidence, next) };
  if (next === undefined) {
    const isDone = current === 'hedge' && isPriceRight(evidence) && agrees(sampleOf(evidence));
    return isDone ? conclude(evidence) : { message: words.outOfIdeas(evidence) };
  }
  // The turn goes on after a failed change; else one turn is one experiment.
  if (current !== undefined && turn.changed && turn.failedChanges === 0)
    return { message: words.endOfTurn(current, next, evidence) };
  return begin(next, evidence, turn);
}
