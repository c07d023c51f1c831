// How many of three orders the program adds up rightly.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

process.on('SIGUSR1', () => {});

export function score(stderr) {
  let right = 0;
  for (let index = 0; index < 3; index += 1) {
    const lines = [1, 2, 3].map(() => ({ price: randomInt(1, 100), quantity: randomInt(2, 100) }));
    const { stdout } = spawnSync(process.execPath, ['src/cli.mjs'], {
      input: JSON.stringify(lines),
      stdio: ['pipe', 'pipe', stderr],
      encoding: 'utf8',
    });
    const wanted = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    try {
      if (JSON.parse(stdout).total === wanted) right += 1;
    } catch {
      // No answer that can be read is a wrong one.
    }
  }
  return right;
}
