import { readdirSync } from 'node:fs';

const calc = await import('../src/calc.mjs');
for (const name of readdirSync('test/cases')) (await import(`./cases/${name}`)).default(calc);
console.log('all passed');
