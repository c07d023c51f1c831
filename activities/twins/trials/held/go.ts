/** Tests of Go with conditions by order written the other way round, which tells what is no number. */
import type { HoldJudges } from './hold.ts';

const CONTRARY: Readonly<Record<string, string>> = { '>': '<=', '>=': '<', '<': '>=', '<=': '>' };
const SIDE = '[^&|<>=!{};]+?';
/** A condition, a part of one, or what a helper returns. */
const CONDITION = new RegExp(
  String.raw`(^\s*(?:\} else )?if (?:[^;{}]*;\s*)?|\breturn |(?:&&|\|\|) )(${SIDE}) (>=?|<=?) (${SIDE})(?= (?:\{\s*$|&&|\|\|)|(?: \})?\s*$)`,
  'gm',
);

/** Nothing else begins, ends or is listed in it. */
function isWhole(side: string): boolean {
  let depth = 0;
  for (const character of side) {
    if (/[([]/.test(character)) depth += 1;
    if (/[)\]]/.test(character)) depth -= 1;
    if (depth < 0 || (depth === 0 && character === ',')) return false;
  }
  return depth === 0;
}

/** Nothing for tests that have no such condition. */
export const holdGo: HoldJudges = ({ first }, { holds }) =>
  first.flatMap(({ path, text }) => {
    const changed = text.replaceAll(
      CONDITION,
      (whole, before: string, left: string, operator: string, right: string) =>
        !isWhole(left) || !isWhole(right)
          ? whole
          : holds
            ? `${before}!(${left} ${CONTRARY[operator] ?? operator} ${right})`
            : `${before}(${left} ${operator} ${right})`,
    );
    return changed === text ? [] : [{ path, text: changed }];
  });
