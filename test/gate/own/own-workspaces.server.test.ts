/** The most telling of the cheats in workspaces of their own; all of them are played at night. */
import { ALL_CHEATS } from './all-cheats.ts';
import { testOwnCases } from './play-own.ts';

testOwnCases(ALL_CHEATS.filter(({ isTelling }) => isTelling));
