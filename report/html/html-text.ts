/** Text of a user or a model within HTML: in an element or in a quoted attribute it stays text. Pure. */
import { visibleText } from '../visible-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

export const escapeHtml = (text: string): string =>
  visibleText(text).replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character] ?? '');
