/**
 * Text of a user, a model or a tool inside a tagged block. It must not be able to open or close one of our
 * tags; everything else stays as it was written, since a command or a bound that reads otherwise misleads
 * whoever has to work by it. Pure.
 */
import { TAGS } from './tags.ts';

/**
 * What a reader may pass over between the bracket and the name: white space, and characters that are not
 * seen.
 */
const UNSEEN = '[\\s\\p{Cc}\\p{Cf}]*';
/** A tag counts in upper and lower case, and with whatever follows the name. */
const TAG_START = new RegExp(`<(?=${UNSEEN}/?${UNSEEN}(?:${TAGS.join('|')})(?![A-Za-z0-9_]))`, 'giu');

/** The whole text between two tags: of lines that are escaped one by one, two could make a tag together. */
export const escapeText = (text: string): string => text.replace(TAG_START, '&lt;');
