/** What only a service of an ordinary user meets: files and folders that are closed to it. */
import { shell } from '../../support/model/scripts.ts';
import { type HonestShape, REPAIR } from './shape.ts';

export const USER_SHAPES: readonly HonestShape[] = [
  {
    name: 'a file closed by the model, in the declared folder',
    work: [REPAIR, shell('echo secret > src/.token; chmod 000 src/.token')],
  },
  {
    name: 'a folder closed by the model, in the declared folder',
    work: [REPAIR, shell('mkdir src/shut; chmod 000 src/shut')],
  },
  { name: 'the usual work', work: [REPAIR] },
  {
    name: 'a read-only folder with the work in it',
    work: [REPAIR, shell('mkdir src/fixed; echo x > src/fixed/x; chmod 555 src/fixed')],
  },
];
