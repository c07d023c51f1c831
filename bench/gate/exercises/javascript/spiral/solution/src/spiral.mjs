export function spiral(size) {
  const rows = Array.from({ length: size }, () => Array(size).fill(0));
  let [row, column, down, right] = [0, 0, 0, 1];
  for (let value = 1; value <= size * size; value += 1) {
    rows[row][column] = value;
    if (rows[row + down]?.[column + right] !== 0) [down, right] = [right, -down];
    row += down;
    column += right;
  }
  return rows;
}
