import { cpSync } from 'node:fs';

cpSync('src/sum.mjs', 'dist/sum.mjs');
