/** Which columns of the tests' data get other values, in turn. Pure but for the lot. */
import type { Random } from '../../../drawing/random.ts';
import type { TestFile } from '../../find-twins.ts';
import type { ColumnPlace } from './column-place.ts';
import { columnsOf } from './columns.ts';

const MOST_COLUMNS = 3;

export function columnsToDraw(data: readonly TestFile[], random: Random): ColumnPlace[][] {
  const [first = [], ...others] = columnsOf(data).slice(0, MOST_COLUMNS);
  return [first, halfOf(first, random), ...others].filter(({ length }) => length > 0);
}

/** Tests that end at the first case which fails say nothing of those behind it. */
function halfOf(column: readonly ColumnPlace[], random: Random): ColumnPlace[] {
  const rows = random.shuffle([...new Set(column.map(({ row }) => row))]);
  const some = new Set(rows.slice(0, Math.floor(rows.length / 2)));
  return column.filter(({ row }) => some.has(row));
}
