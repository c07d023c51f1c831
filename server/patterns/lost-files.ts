/** Which hidden checks of a contract have lost their files against the contract before it. Pure. */
import { type Contract, checksOf } from '../../workflows/contract/contract.ts';
import { isHidden } from '../../workflows/contract/hidden-check.ts';

/**
 * Fields of hidden checks that have no files any more: those that the check had were taken away, or went with
 * a check of another name that is gone.
 */
export function lostFiles(
  before: Contract,
  after: Contract,
): { readonly field: string; readonly name: string }[] {
  const names = new Set(checksOf(after).map(({ check }) => check.name));
  const withFiles = checksOf(before).filter(({ check: { files = [] } }) => files.length > 0);
  const hadFiles = new Set(withFiles.map(({ check }) => check.name));
  const isOneRenamed = withFiles.some(({ check }) => !names.has(check.name));
  const known = new Set(checksOf(before).map(({ check }) => check.name));
  const lists = [
    ['verification.checks', after.verification.checks],
    ['constraints.checks', after.constraints.checks],
  ] as const;
  return lists.flatMap(([field, checks]) =>
    checks.flatMap((check, index) => {
      const isLost = hadFiles.has(check.name) || (isOneRenamed && !known.has(check.name));
      const hasNone = isHidden(check) && (check.files ?? []).length === 0;
      return hasNone && isLost ? [{ field: `${field}.${index}.files`, name: check.name }] : [];
    }),
  );
}
