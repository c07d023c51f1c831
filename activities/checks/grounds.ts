/**
 * What a check runs on and is held against. All visible checks share one copy; a hidden check has copies of
 * its own, in which alone its files stand, so that no other command comes upon them.
 */
import type { Journal } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';
import type { StateStore } from '../../states/state-store.ts';
import { type Check, type Contract, checksOf } from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import { runnersIn } from '../../workflows/contract/runner-files.ts';
import { hiddenSurvey } from '../accepted/hidden-survey.ts';
import type { PathFilter } from '../accepted/path-filter.ts';
import { type Survey, withSealed } from '../accepted/survey.ts';
import type { ActivityDependencies } from '../dependencies.ts';
import { type CheckCopies, createCheckCopies } from './check-copies.ts';
import { readOnlySeals } from './read-only-seals.ts';
import type { RunSettings } from './run-check.ts';

export interface Grounds {
  readonly survey: Survey;
  readonly copies: CheckCopies;
  readonly settings: RunSettings;
  /** The same with these paths as they were accepted, or not there. */
  withAccepted(isAccepted: PathFilter): Grounds;
}

export interface GroundsOfChecks {
  /** All visible checks share them. */
  readonly shared: Grounds;
  /** The same ones each time that it is asked for the same check. */
  of(check: Check): Promise<Grounds>;
  remove(): Promise<void>;
}

export async function openGrounds(
  { workspaces, sandbox, journal, warmGoCache }: ActivityDependencies,
  {
    threadId,
    contract,
    survey,
    signal,
    note,
  }: {
    readonly threadId: string;
    readonly contract: Contract;
    readonly survey: Survey;
    readonly signal: AbortSignal;
    readonly note?: RunSettings['note'];
  },
): Promise<GroundsOfChecks> {
  const isTrusted = await workspaces.trustsChangeTimes();
  const warmCache = startsGo(contract, survey) ? { warmCache: await warmGoCache() } : {};
  const opened: Grounds[] = [];
  const groundsOn = (own: Survey): Grounds => {
    const grounds: Grounds = {
      survey: own,
      copies: createCheckCopies(workspaces, own),
      settings: {
        sandbox,
        signal,
        ...defined({ note }),
        readOnlyEntries: isTrusted ? [] : readOnlySeals(own),
        ...warmCache,
      },
      withAccepted: (isAccepted) => groundsOn(withSealed(own, isAccepted)),
    };
    opened.push(grounds);
    return grounds;
  };
  const shared = groundsOn(survey);
  const hidden = new Map<string, Grounds>();
  return {
    shared,
    async of(check) {
      if (!isHidden(check)) return shared;
      const known = hidden.get(check.name);
      if (known !== undefined) return known;
      await placeContents(journal, workspaces.states, threadId, check);
      const sealsTests = contract.policy.undeclaredReads === 'ask';
      const hiddenGrounds = groundsOn(hiddenSurvey(survey, check.files ?? [], { sealsTests }));
      hidden.set(check.name, hiddenGrounds);
      return hiddenGrounds;
    },
    async remove() {
      for (const { copies } of opened) await copies.remove();
    },
  };
}

/**
 * Copies are made of what the state store has. What the journal has lost fails where the copy is made, by
 * name.
 */
async function placeContents(
  journal: Pick<Journal, 'readContent'>,
  states: Pick<StateStore, 'put'>,
  threadId: string,
  { files = [] }: Check,
): Promise<void> {
  for (const { sha256 } of files) {
    const content = await journal.readContent(threadId, sha256);
    if (content !== undefined) await states.put(content);
  }
}

/** Also where only a script or a Makefile knows that it does. */
const startsGo = (contract: Contract, { plan }: Survey): boolean =>
  runnersIn(checksOf(contract).map(({ check }) => check.command)).includes('go') ||
  [...plan.composed.keys()].some((path) => path === 'go.mod' || path.endsWith('/go.mod'));
