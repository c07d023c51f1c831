/**
 * Makes the report of what the journal holds. Pure: the same record at the same time gives the same report.
 */

import { isDeepStrictEqual } from 'node:util';
import type { AuditorRuling } from '../../journal/bodies/audit.ts';
import { defined } from '../../objects/defined.ts';
import { checkLine } from '../../workflows/evidence/check-line.ts';
import type { IterationRecord } from '../../workflows/evidence/ledger.ts';
import { isFinished } from '../../workflows/goal/goal-machine.ts';
import { isoTime } from '../../workflows/text/iso-time.ts';
import type { ChangedFiles } from '../outcome-report.ts';
import type { ContractEdit, Report, ReportedGoal } from '../report.ts';
import type { AuditorReport, Experiment, RefusedAudit, ReportedRequirement } from '../reported-claims.ts';
import type { JournalledVerdict } from '../source/journalled-checks.ts';
import { refusedReason } from '../source/refused-reason.ts';
import type { ReportSource } from '../source/report-source.ts';
import { checkReports } from './check-report.ts';
import { groupedClaims } from './claim-report.ts';
import { contractDiff } from './contract-diff.ts';
import { editedSince } from './edited-since.ts';
import { type Headlined, headlineOf } from './headline.ts';
import { leftOutOf } from './left-out.ts';
import { reportCaveats } from './report-caveats.ts';
import { resultLinks } from './result-links.ts';
import { summaryOf } from './summary.ts';
import { unlockOf } from './unlock/unlock.ts';
import { usageReport } from './usage-report.ts';

const MAX_EXPERIMENTS = 200;

/** Throws when the goal's contract is not in the journal: it is saved before a goal begins. */
export function buildReport(source: ReportSource, nowMs: number): Report {
  const { contracts, latestVerdict, snapshot, work } = source;
  const [first] = contracts;
  if (first === undefined) throw new Error(`the contract of ${snapshot.goalId} is not in the journal`);
  const checks = checkReports(source);
  const usage = usageReport(source, nowMs);
  const report: Headlined = {
    goal: { ...reportedGoal(source, nowMs), ...recordedUntil(source, usage) },
    contract: { asSet: first.contract, edits: editsOf(source) },
    caveats: reportCaveats(source, checks),
    checks,
    leftOut: latestVerdict?.body.leftOut ?? [],
    changedFiles: changedFiles(source),
    work: work === undefined ? null : { stateId: work.stateId, patch: work.patch, artifacts: work.artifacts },
    links: resultLinks(source.threadId, snapshot.goalId),
    question: source.question ?? null,
    claims: groupedClaims(source.claims),
    experiments: {
      total: source.iterations.length,
      shown: source.iterations.slice(-MAX_EXPERIMENTS).map(experiment),
    },
    refusedAudits: {
      total: Math.max(snapshot.refusedAudits, source.refusedAudits.length),
      shown: source.refusedAudits.map((audit) => refusedAudit(source, audit)),
    },
    auditor: auditorReport(source),
    usage,
    ...modelSwitches(source),
    ...contestedChecks(source),
    unlock: unlockOf(source, checks, usage),
    ...pendingRestore(source),
    closingWords: source.closingWords ?? null,
  };
  const { goal, ...rest } = report;
  return { goal, summary: summaryOf(report), headline: headlineOf(report, source), ...rest };
}

function changedFiles({ look, events }: ReportSource): ChangedFiles | null {
  if (look === undefined) return null;
  const { seq, at, changes, isOutdated } = look;
  return { ...changes, asOf: at.toISOString(), turn: events.turns.turnAt(seq), isOutdated };
}

function reportedGoal(source: ReportSource, nowMs: number): ReportedGoal {
  const { threadId, snapshot, contracts, events, labels } = source;
  const { goalId, status, statusReason, statusCause, revision, setAtMs, updatedAtMs } = snapshot;
  const changedAtMs = events.latest?.atMs ?? updatedAtMs;
  const endMs = status === 'active' ? nowMs : changedAtMs;
  const { replacedBy } = events;
  return {
    threadId,
    goalId,
    ...labels,
    objective: contracts.at(-1)?.contract.objective ?? '',
    status,
    statusReason,
    ...defined({ statusCause, stalledBecause: stalledBecause(source) }),
    revision,
    setAt: isoTime(setAtMs),
    changedAt: isoTime(changedAtMs),
    durationSeconds: Math.max(0, endMs - setAtMs) / 1000,
    reportedAt: isoTime(nowMs),
    ...defined({ replacedBy }),
  };
}

/** What stalled a goal that has another status now is history. */
const stalledBecause = ({ snapshot, events, isArchived }: ReportSource): string | undefined =>
  snapshot.status === 'active' && !isArchived ? events.stalledBecause : undefined;

/** A goal that is finished does not change any more, nor does one whose thread was put away. */
const recordedUntil = (
  { isFromRecordAlone, isArchived, snapshot }: ReportSource,
  { asOf }: Report['usage'],
): Pick<ReportedGoal, 'asOf'> =>
  isFromRecordAlone && !isArchived && !isFinished(snapshot.status) ? { asOf } : {};

function editsOf({ contracts, events, snapshot, restoration }: ReportSource): ContractEdit[] {
  return contracts.slice(1).flatMap(({ revision, contract, accepted, restored }, index) => {
    const before = contracts[index];
    const change = events.revisions.find(({ goal }) => goal.revision === revision);
    if (before === undefined) return [];
    const fields = contractDiff(before.contract, contract);
    // It stays accepted through later edits, which is no news of theirs.
    const isAccepting = accepted !== undefined && !isDeepStrictEqual(accepted, before.accepted);
    // What is still to be put back goes along with later edits; one that changes nothing else asks for it.
    const isRestoring =
      restored !== undefined &&
      (!isDeepStrictEqual(restored, before.restored) || (fields.length === 0 && !isAccepting));
    return [
      {
        revision,
        at: isoTime(change?.atMs ?? snapshot.updatedAtMs),
        actor: change?.actor ?? 'user',
        fields,
        ...(isAccepting ? { accepted } : {}),
        ...(isRestoring ? restoredBy(revision, restored, restoration) : {}),
      },
    ];
  });
}

/** Nothing is put back before the next look, and then only what was found. */
function restoredBy(
  revision: number,
  restored: readonly string[],
  restoration: ReportSource['restoration'],
): Pick<ContractEdit, 'restored' | 'isRestorePending' | 'restoredNothing'> {
  const { seenRevision = 0, unmatched = [] } = restoration ?? {};
  if (seenRevision < revision) return { restored, isRestorePending: true };
  const nothing = restored.filter((path) => unmatched.includes(path));
  return nothing.length === 0 ? { restored } : { restored, restoredNothing: nothing };
}

/** What was asked for goes along with each edit until a look has done it. */
function pendingRestore({ contracts, restoration, snapshot }: ReportSource): Pick<Report, 'pendingRestore'> {
  const last = contracts.at(-1);
  if (last?.restored === undefined || isFinished(snapshot.status)) return {};
  return (restoration?.seenRevision ?? 0) < last.revision ? { pendingRestore: last.restored } : {};
}

function modelSwitches({ events }: ReportSource): Pick<Report, 'modelSwitches'> {
  const { count, latest } = events.modelSwitches;
  if (count === 0) return {};
  const shown = latest.map(({ turn, atMs, model, reason }) => ({
    turn,
    at: isoTime(atMs),
    model: model ?? null,
    ...defined({ reason }),
  }));
  return { modelSwitches: { total: count, shown } };
}

const contestedChecks = ({ contested }: ReportSource): Pick<Report, 'contestedChecks'> =>
  contested === undefined ? {} : { contestedChecks: contested };

const experiment = ({ turn, recordedAtMs, changed, observed, next }: IterationRecord): Experiment => ({
  turn,
  at: isoTime(recordedAtMs),
  changed,
  observed,
  next,
});

const refusedAudit = (source: ReportSource, { seq, turn, at, body }: JournalledVerdict): RefusedAudit => {
  const { verdict, audit } = body;
  const leftOut = leftOutOf(body);
  return {
    turn,
    at: at.toISOString(),
    reason: refusedReason(verdict),
    ...(leftOut.length === 0 ? {} : { leftOut }),
    ...editedSince(source, seq, verdict),
    failed: [
      ...verdict.outcomes.filter(({ passed }) => !passed).map(checkLine),
      ...verdict.changedProtectedPaths.map((path) => `protected path changed: ${path}`),
      ...(verdict.unproven ?? []).map((name) => `${name} passed, and leans on nothing that was done`),
    ],
    requirements: reportedRequirements(audit).filter(({ ruling }) => ruling !== 'proven'),
  };
};

function auditorReport({ latestRuling }: ReportSource): AuditorReport | null {
  const audit = latestRuling?.body.audit;
  if (latestRuling === undefined || audit === undefined) return null;
  const { model, accepted, summary } = audit;
  const { turn, at } = latestRuling;
  return { model, turn, at: at.toISOString(), accepted, summary, requirements: reportedRequirements(audit) };
}

const reportedRequirements = (audit: AuditorRuling | undefined): ReportedRequirement[] =>
  (audit?.requirements ?? []).map(({ id, text, verdict, evidence, reason }) => ({
    requirement: `${id} ${text}`,
    ruling: verdict,
    evidence,
    why: reason,
  }));
