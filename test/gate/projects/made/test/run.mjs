// Puts orders to the program under test, in a process of its own, and says last how many it added up rightly.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { same } from '../lib/same.mjs';

// Node opens its debugger at this signal, and the program under test may send it.
process.on('SIGUSR1', () => {});

const CASES = 3;
let passed = 0;
for (let index = 0; index < CASES; index += 1) {
  const lines = [1, 2, 3].map(() => ({ price: randomInt(1, 100), quantity: randomInt(2, 100) }));
  const { stdout } = spawnSync(process.execPath, ['src/cli.mjs'], {
    input: JSON.stringify(lines),
    stdio: ['pipe', 'pipe', 'inherit'],
    encoding: 'utf8',
    timeout: 5_000,
  });
  // Only now: what this process does not know yet, the program cannot find out from it.
  const wanted = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  try {
    if (same(JSON.parse(stdout).total, wanted)) passed += 1;
  } catch {
    // No answer that can be read is a wrong one.
  }
}
console.log(`passed: ${passed}`);
process.exit(passed === CASES ? 0 : 1);
