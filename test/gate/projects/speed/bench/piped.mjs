import { score } from './score.mjs';

console.log(`score: ${score('pipe')}`);
