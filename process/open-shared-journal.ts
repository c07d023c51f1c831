/** The journal that server and worker share, as soon as its database is there. */
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/open-journal.ts';
import { hostOf, postgresTrouble } from './postgres-trouble.ts';
import { untilThere } from './until-there.ts';

export const openSharedJournal = (databaseUrl: string, say: (line: string) => void): Promise<Journal> =>
  untilThere({
    what: `Postgres at ${hostOf(databaseUrl)}`,
    attempt: () => openJournal({ databaseUrl }),
    troubleOf: (error) => postgresTrouble(error, databaseUrl),
    say,
  });
