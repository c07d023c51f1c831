/** The journal that server and worker share, as soon as its database is there. */
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/open-journal.ts';
import { hostOf, postgresTrouble } from './postgres-trouble.ts';
import { untilThere } from './until-there.ts';

export const openSharedJournal = (databaseUrl: string, say: (line: string) => void): Promise<Journal> =>
  untilPostgresAnswers(databaseUrl, () => openJournal({ databaseUrl }), say);

/** What a start asks of the database, which may go away again as soon as it was there. */
export const untilPostgresAnswers = <T>(
  databaseUrl: string,
  attempt: () => Promise<T>,
  say: (line: string) => void,
): Promise<T> =>
  untilThere({
    what: `Postgres at ${hostOf(databaseUrl)}`,
    attempt,
    troubleOf: (error) => postgresTrouble(error, databaseUrl),
    say,
  });
