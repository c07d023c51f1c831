import { score } from './score.mjs';

console.log(JSON.stringify({ results: [{ name: 'orders', score: score('inherit') }] }, null, 2));
