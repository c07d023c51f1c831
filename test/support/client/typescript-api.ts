/** The API of a TypeScript that is written in JavaScript, under the name by which generators ask for it. */
export { ts as default } from '@ts-morph/common';
