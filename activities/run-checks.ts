/**
 * The `runChecks` Activity: the service runs the contract's checks itself, each in a sandbox of its own on a
 * throw-away copy of the accepted state plus the work. What it finds is journalled run by run; the verdict on
 * a claim becomes that tool call's result.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { knownBody } from '../journal/bodies/read-body.ts';
import { onOwnDisk } from '../tree/full-disk.ts';
import type { Activities } from '../workflows/activities.ts';
import type { ChecksProgress } from '../workflows/evidence/checks-progress.ts';
import { checksPlace } from './activity/call-place.ts';
import { finishCall } from './activity/finish-call.ts';
import { withHeartbeat } from './activity/heartbeat.ts';
import { whileDiskFull } from './checks/while-disk-full.ts';
import type { ActivityDependencies } from './dependencies.ts';
import { lookAtWorkspace } from './gate/look.ts';
import { refreshLedger } from './ledger/refresh-ledger.ts';

export const createRunChecks =
  (dependencies: ActivityDependencies): Activities['runChecks'] =>
  (input) => {
    let progress: ChecksProgress | undefined;
    const note = (begun: ChecksProgress): void => {
      progress = begun;
    };
    return withHeartbeat(
      async (signal, { unpaid }) => {
        const { journal, recall } = dependencies;
        const { threadId, turn, seq, events = [], inputs = [], after, goal } = input;
        const callId = input.callId ?? `checks-${seq}`;
        const kind = input.callId === undefined ? ('event' as const) : ('toolResult' as const);
        const entry = { events, inputs, after };
        const known = await journal.beginCall(threadId, { callId, seq, turn, kind }, entry);
        if (known.state === 'finished') return knownBody(known.item, 'checks').verdict;
        const contract = await recall.contract(goal);
        const body = await whileDiskFull(
          () => onOwnDisk(() => lookAtWorkspace(dependencies, input, contract, signal, note)),
          (delayMs) => unpaid(() => delay(delayMs, undefined, { signal })),
        );
        await refreshLedger(dependencies, input, body.verdict.outcomes);
        const item = { callId, seq, turn, kind, body: JSON.stringify(body) };
        const stored = await finishCall(journal, threadId, item, signal, after);
        return knownBody(stored, 'checks').verdict;
      },
      () => (progress === undefined ? {} : { checks: progress }),
      checksPlace(dependencies, input),
    );
  };
