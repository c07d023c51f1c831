/**
 * Puts away what came along with a contract's hidden checks: the contract that is stored names contents, and
 * holds none.
 */
import type { SentFile } from '../../contracts/schema/hidden-files/sent-files.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Check, Contract, HiddenFile } from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';
import { type FieldProblem, invalid } from '../http/problem.ts';

type Contents = Pick<Journal, 'saveContent' | 'contentSizes'>;

/** Throws a 400 that names each file whose content the thread was never sent; then nothing is kept. */
export async function keepHiddenFiles(
  journal: Contents,
  threadId: string,
  contract: Contract,
): Promise<Contract> {
  const problems: FieldProblem[] = [];
  const contents: Buffer[] = [];
  const kept = async (checks: readonly Check[], field: string): Promise<Check[]> => {
    const stored: Check[] = [];
    for (const [index, { files, ...check }] of checks.entries()) {
      const place = `${field}.${index}.files`;
      stored.push(
        files === undefined
          ? check
          : { ...check, files: await namedFiles(journal, threadId, files, place, problems, contents) },
      );
    }
    return stored;
  };
  const { verification, constraints } = contract;
  const stored: Contract = {
    ...contract,
    verification: { ...verification, checks: await kept(verification.checks, 'verification.checks') },
    constraints: { ...constraints, checks: await kept(constraints.checks, 'constraints.checks') },
  };
  if (problems.length > 0) throw invalid(problems);
  for (const content of contents) await journal.saveContent(threadId, content);
  return stored;
}

async function namedFiles(
  journal: Contents,
  threadId: string,
  files: readonly SentFile[],
  place: string,
  problems: FieldProblem[],
  contents: Buffer[],
): Promise<HiddenFile[]> {
  const named = files.filter(({ contentBase64 }) => contentBase64 === undefined);
  const kept = await journal.contentSizes(
    threadId,
    named.map(({ sha256 }) => sha256),
  );
  const sent = new Map(
    files.flatMap(({ sha256, contentBase64 }) =>
      contentBase64 === undefined ? [] : [[sha256, Buffer.from(contentBase64, 'base64')] as const],
    ),
  );
  for (const content of sent.values()) contents.push(content);
  return files.map(({ contentBase64: _, ...file }, index) => {
    const sizeBytes = sent.get(file.sha256)?.length ?? kept.get(file.sha256);
    if (sizeBytes === undefined)
      problems.push({
        field: `${place}.${index}.sha256`,
        message: 'names content that this thread was not sent: send the content',
      });
    return { ...file, sizeBytes: sizeBytes ?? file.sizeBytes };
  });
}

/** A hidden check that is sent again by its name, and without files, keeps those that it has. Pure. */
export function withFilesOf(before: Contract, contract: Contract): Contract {
  const known = new Map(
    [...before.verification.checks, ...before.constraints.checks].map(({ name, files }) => [name, files]),
  );
  const filled = (check: Check): Check => {
    const files = known.get(check.name);
    return isHidden(check) && check.files === undefined && files !== undefined ? { ...check, files } : check;
  };
  const { verification, constraints } = contract;
  return {
    ...contract,
    verification: { ...verification, checks: verification.checks.map(filled) },
    constraints: { ...constraints, checks: constraints.checks.map(filled) },
  };
}
