import { z } from 'zod';

/** A list in a reply: views give read-only ones. */
export const listOf = <Entry extends z.ZodType>(entry: Entry) => z.array(entry).readonly();
