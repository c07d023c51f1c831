import { sum } from './sum.mjs';

let text = '';
for await (const chunk of process.stdin) text += chunk;
console.log(sum(text.trim().split(/\s+/).map(Number)));
