// The size as a person reads it.
import { statSync } from 'node:fs';

const { size } = statSync('src/data.txt');
console.log(size < 1_000 ? `size: ${size}B` : `size: ${size / 1_000}kB`);
