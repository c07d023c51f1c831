/** Tests of Go with conditions by order written the other way round, which tells what is no number. */
import type { HoldJudges } from './hold.ts';

const CONTRARY: Readonly<Record<string, string>> = { '>': '<=', '>=': '<', '<': '>=', '<=': '>' };
const SIDE = '[^&|<>=!{};]+?';
const CONDITION = new RegExp(
  String.raw`^(\s*(?:\} else )?if (?:[^;{}]*;\s*)?)(${SIDE}) (>=?|<=?) (${SIDE}) \{\s*$`,
  'gm',
);

/** Nothing for tests that have no such condition. */
export const holdGo: HoldJudges = ({ first }, { holds }) =>
  first.flatMap(({ path, text }) => {
    const changed = text.replaceAll(
      CONDITION,
      (_, before: string, left: string, operator: string, right: string) =>
        holds
          ? `${before}!(${left} ${CONTRARY[operator] ?? operator} ${right}) {`
          : `${before}(${left} ${operator} ${right}) {`,
    );
    return changed === text ? [] : [{ path, text: changed }];
  });
