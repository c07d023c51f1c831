/** Which hidden checks of a contract have lost their files against the contract before it. Pure. */
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';

export interface NamedField {
  readonly field: string;
  readonly name: string;
}

/**
 * Fields of hidden checks that have no files any more: those that the check had were taken away, or went with
 * a check of another name that is gone, or it was dropped by an edit before and is back. `earlier`: contracts
 * before the last one.
 */
export function lostFiles(
  before: Contract,
  after: Contract,
  earlier: readonly Contract[] = [],
): NamedField[] {
  const names = new Set(checksOf(after).map(({ check }) => check.name));
  const withFiles = checksOf(before).filter(({ check: { files = [] } }) => files.length > 0);
  const hadFiles = new Set(withFiles.map(({ check }) => check.name));
  const isOneRenamed = withFiles.some(({ check }) => !names.has(check.name));
  const oldNames = new Set(earlier.flatMap(withHiddenFiles));
  const known = new Set(checksOf(before).map(({ check }) => check.name));
  const lists = [
    ['verification.checks', after.verification.checks],
    ['constraints.checks', after.constraints.checks],
  ] as const;
  return lists.flatMap(([field, checks]) =>
    checks.flatMap((check, index) => {
      const isNew = !known.has(check.name);
      const isLost = hadFiles.has(check.name) || (isNew && (isOneRenamed || oldNames.has(check.name)));
      const hasNone = isHidden(check) && (check.files ?? []).length === 0;
      return hasNone && isLost ? [{ field: `${field}.${index}.files`, name: check.name }] : [];
    }),
  );
}

const withHiddenFiles = (contract: Contract): string[] =>
  checksOf(contract).flatMap(({ check }) =>
    isHidden(check) && (check.files ?? []).length > 0 ? [check.name] : [],
  );

/** Hidden checks whose files go with them. One that takes such files over under another name keeps them. */
export function droppedChecks(before: Contract, after: Contract): NamedField[] {
  const kept = checksOf(after);
  const names = new Set(kept.map(({ check }) => check.name));
  const contents = new Set(kept.flatMap(({ check: { files = [] } }) => files.map(({ sha256 }) => sha256)));
  return checksOf(before).flatMap(({ check, role }) => {
    const { name, files = [] } = check;
    const isGone = isHidden(check) && files.length > 0 && !names.has(name);
    const field = role === 'verification' ? 'verification.checks' : 'constraints.checks';
    return isGone && !files.every(({ sha256 }) => contents.has(sha256)) ? [{ field, name }] : [];
  });
}
