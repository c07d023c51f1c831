/**
 * `npm run soak -- --minutes N --seed S`: goals at work on two servers and two workers while faults strike,
 * one upon the other; then an oracle looks at every record and every side effect. Prints the seed, the
 * figures and what was violated, and fails when anything was.
 */
import { soakOptions } from './options.ts';
import { runSoak } from './run-soak.ts';

const options = soakOptions(process.argv.slice(2), Date.now() % 1_000_000);
const { minutes, seed, goals } = options;
console.log(`soak: seed ${seed}, ${minutes} minutes, ${goals} goals`);
const startedAtMs = Date.now();
const { figures, violations } = await runSoak(options, (words) => {
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  console.log(`${seconds.padStart(7)} s  ${words}`);
});
console.log(JSON.stringify({ ...options, ...figures, violations: violations.length }, null, 2));
for (const violation of violations) console.log(`VIOLATION ${violation}`);
process.exit(violations.length === 0 ? 0 : 1);
