import { total } from './total.mjs';

let text = '';
for await (const chunk of process.stdin) text += chunk;
console.log(JSON.stringify({ total: total(JSON.parse(text)) }));
