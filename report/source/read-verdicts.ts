/** Reads what was found when the checks ran, from the items of the journal that say it. */
import type { Journal } from '../../journal/journal.ts';
import { defined } from '../../objects/defined.ts';
import { type JournalledVerdict, verdictIn } from './journalled-checks.ts';
import type { ReportSource } from './report-source.ts';

const MAX_VERDICTS = 100;
const VERDICTS_PAGE = 20;

/** The auditor's answer to a claim says what the checks before it found as well: the two are one verdict. */
function withAuditor(verdicts: readonly JournalledVerdict[]): JournalledVerdict[] {
  const bySeq = new Map(verdicts.map((verdict) => [verdict.seq, verdict]));
  const answered = new Set(verdicts.map(({ body }) => body.checksSeq));
  return verdicts
    .filter(({ seq }) => !answered.has(seq))
    .map((verdict) => {
      const checked = bySeq.get(verdict.body.checksSeq ?? verdict.seq) ?? verdict;
      const { changes } = checked.body;
      const body = { ...defined({ changes }), ...verdict.body };
      return { ...verdict, at: checked.at, body };
    });
}

/** Verdicts are in order, the newest ones only. */
export async function readVerdicts(
  journal: Journal,
  threadId: string,
  { events, checks, contracts }: Pick<ReportSource, 'events' | 'checks' | 'contracts'>,
): Promise<JournalledVerdict[]> {
  const results = [...checks.values()].flatMap((series) => series.results);
  const endedAt = new Map(results.map(({ seq, runs }) => [seq, runs.at(-1)?.ranAt]));
  const ofAuditor = contracts.some(({ contract }) => contract.verification.auditor !== undefined)
    ? await seqsBefore(journal, threadId, events.verdictSeqs)
    : [];
  const seqs = [...new Set([...endedAt.keys(), ...ofAuditor])].sort((a, b) => a - b).slice(-MAX_VERDICTS);
  const read = async (wanted: readonly number[]): Promise<JournalledVerdict[]> => {
    const verdicts: JournalledVerdict[] = [];
    for (let start = 0; start < wanted.length; start += VERDICTS_PAGE)
      for (const item of await journal.readItemsAt(threadId, wanted.slice(start, start + VERDICTS_PAGE)))
        verdicts.push(...[verdictIn(item, endedAt.get(item.seq))].filter((verdict) => verdict !== undefined));
    return verdicts;
  };
  const verdicts = await read(seqs);
  // A contract without checks leaves no run that names where the files were compared.
  const beside = verdicts.flatMap(({ body: { checksSeq } }) =>
    checksSeq === undefined || seqs.includes(checksSeq) ? [] : [checksSeq],
  );
  return withAuditor([...(await read(beside)), ...verdicts].sort((a, b) => a.seq - b.seq));
}

/** No run names the place of an auditor's verdict: it is the last result before its effect. */
async function seqsBefore(journal: Journal, threadId: string, seqs: readonly number[]): Promise<number[]> {
  const items = await Promise.all(seqs.map((seq) => journal.readLastItem(threadId, 'toolResult', seq)));
  return items.flatMap((item) => (item === undefined ? [] : [item.seq]));
}
