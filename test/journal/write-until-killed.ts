/**
 * Child process of the durability test: writes items without end and says each seq only after it was
 * acknowledged.
 */
import { writeSync } from 'node:fs';
import { openJournal } from '../../journal/open-journal.ts';
import { bodyFor, reply } from './samples.ts';

const [directory, from] = process.argv.slice(2);
if (directory === undefined) throw new Error('usage: write-until-killed <directory> <first seq>');

const journal = await openJournal({ directory });
for (let seq = Number(from); ; seq += 1) {
  const body = bodyFor(seq);
  if (seq % 3 === 0) await journal.append('t1', { items: [reply(seq, body)] });
  else await journal.finishCall('t1', { callId: `c${seq}`, seq, turn: 1, kind: 'toolResult', body });
  // The pipe keeps the line after the kill.
  writeSync(1, `${seq}\n`);
}
