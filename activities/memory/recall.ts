/**
 * What this worker remembers of the journal: rows that never change once they are written. Saves the hot path
 * its repeated reads; whatever is not remembered (another worker wrote it) is read.
 */
import { type MeasuredRun, TREND_RUNS } from '../../context/closing/metric-trend.ts';
import type { Item, Journal } from '../../journal/journal.ts';
import type { ThreadRow, ThreadSettings } from '../../journal/rows/thread-row.ts';
import type { MadeWorkspace } from '../../journal/rows/workspace-row.ts';
import { RecordMismatch } from '../../journal/sql/record-mismatch.ts';
import { type Contract, DEFAULT_POLICY } from '../../workflows/contract/contract.ts';
import type { IterationRecord } from '../../workflows/evidence/ledger.ts';
import type { GoalRef } from '../../workflows/goal/goal-ref.ts';

const MAX_THREADS = 2_000;
const MAX_CONTRACTS = 500;
const MAX_ITEMS = 500;
const MAX_LOGS = 50;
const MAX_TRENDS = 50;

export interface Recall {
  /** Empty for an unknown thread. */
  settings(threadId: string): Promise<ThreadSettings>;
  /** Whose thread it is; `undefined` for an unknown one. */
  tenantId(threadId: string): Promise<string | undefined>;
  /** The state in which a person gave the thread its workspace; `undefined` while none is kept. */
  givenState(threadId: string): Promise<string | undefined>;
  /** Where the thread's workspace was made; `undefined` while it is not known that it was. */
  workspace(threadId: string): Promise<MadeWorkspace | undefined>;
  /** Throws when the journal has no such contract: it is written before its goal is. */
  contract(goal: GoalRef): Promise<Contract>;
  item(threadId: string, seq: number): Promise<Item | undefined>;
  /** The goal's experiment log up to `ledgerSeq`, where ledger and log were last added to. */
  iterations(goalId: string, ledgerSeq: number): Promise<readonly IterationRecord[]>;
  /** The goal's last runs of checks, oldest first, up to those whose results stand at `checksSeq`. */
  measuredRuns(goalId: string, checksSeq: number): Promise<readonly MeasuredRun[]>;
  /** Remembers a finished item that this worker has just written. */
  note(threadId: string, item: Item): void;
}

type RecalledJournal = Pick<
  Journal,
  | 'readThread'
  | 'readGivenState'
  | 'readWorkspace'
  | 'readContract'
  | 'readItem'
  | 'listIterations'
  | 'readLastCheckRuns'
>;

export function createRecall(journal: RecalledJournal): Recall {
  const threads = new Remembered<ThreadRow>(MAX_THREADS);
  const givenStates = new Remembered<string>(MAX_THREADS);
  const workspaces = new Remembered<MadeWorkspace>(MAX_THREADS);
  const contracts = new Remembered<Contract>(MAX_CONTRACTS);
  const items = new Remembered<Item>(MAX_ITEMS);
  const logs = new Remembered<KnownLog>(MAX_LOGS);
  const trends = new Remembered<readonly MeasuredRun[]>(MAX_TRENDS);
  const thread = (threadId: string) => threads.read(threadId, () => journal.readThread(threadId));
  const itemKey = (threadId: string, seq: number): string => `${threadId}/${seq}`;
  return {
    settings: async (threadId) => (await thread(threadId))?.settings ?? {},
    tenantId: async (threadId) => (await thread(threadId))?.tenantId,
    givenState: (threadId) => givenStates.read(threadId, () => journal.readGivenState(threadId)),
    workspace: (threadId) => workspaces.read(threadId, () => journal.readWorkspace(threadId)),
    async contract({ goalId, revision }) {
      const read = async () => withEveryRule(await journal.readContract(goalId, revision));
      const contract = await contracts.read(`${goalId}/${revision}`, read);
      if (contract === undefined)
        throw new RecordMismatch(`the contract of ${goalId} is not in the journal`, {
          side: 'journalBehind',
        });
      return contract;
    },
    item: (threadId, seq) => items.read(itemKey(threadId, seq), () => journal.readItem(threadId, seq)),
    async iterations(goalId, ledgerSeq) {
      const known = logs.get(goalId);
      if (known?.ledgerSeq === ledgerSeq) return known.iterations;
      const iterations = await journal.listIterations(goalId);
      // It takes the place of the shorter one before: a night's log must not be kept once for each of its
      // lines.
      logs.set(goalId, { ledgerSeq, iterations });
      return iterations;
    },
    measuredRuns: async (goalId, checksSeq) =>
      (await trends.read(`${goalId}/${checksSeq}`, async () =>
        (await journal.readLastCheckRuns(goalId, TREND_RUNS)).map(measuredRun),
      )) ?? [],
    note: (threadId, item) => items.set(itemKey(threadId, item.seq), item),
  };
}

/** A contract of an older release lacks the rules that came later. */
const withEveryRule = (contract: Contract | undefined): Contract | undefined =>
  contract === undefined || Object.keys(DEFAULT_POLICY).every((rule) => rule in contract.policy)
    ? contract
    : { ...contract, policy: { ...DEFAULT_POLICY, ...contract.policy } };

interface KnownLog {
  readonly ledgerSeq: number;
  readonly iterations: readonly IterationRecord[];
}

/** The output is left out: nobody asks for it here. */
const measuredRun = ({ name, revision, seq, passed, metric }: MeasuredRun): MeasuredRun => ({
  name,
  revision,
  seq,
  passed,
  metric,
});

/** The newest values by key; the oldest are forgotten beyond `max`. */
class Remembered<T> {
  readonly #values = new Map<string, T>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  /** Asks for what is missing, and remembers it if it is there. */
  async read(key: string, ask: () => Promise<T | undefined>): Promise<T | undefined> {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = await ask();
    if (value !== undefined) this.set(key, value);
    return value;
  }

  get(key: string): T | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: T): void {
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#max && oldest !== undefined) this.#values.delete(oldest);
  }
}
