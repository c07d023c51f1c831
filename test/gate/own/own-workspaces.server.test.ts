/** The day's form: of each kind the first two that tell the most. All of them are played at night. */
import { CHEATS_BY_KIND } from './all-cheats.ts';
import { testOwnCases } from './play-own.ts';

testOwnCases(CHEATS_BY_KIND.flatMap((kind) => kind.filter(({ isTelling }) => isTelling).slice(0, 2)));
