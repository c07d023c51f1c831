import { describe, expect, test } from '@jest/globals';
import { preferredType } from '../../../server/http/preferred-type.ts';

const OFFERED = ['application/json', 'text/markdown', 'text/html'] as const;

describe('preferredType', () => {
  test.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    [' ', 'application/json'],
    ['*/*', 'application/json'],
    ['text/markdown', 'text/markdown'],
    ['TEXT/HTML', 'text/html'],
    ['text/*', 'text/markdown'],
    ['text/html;q=0.4, text/markdown;q=0.5', 'text/markdown'],
    ['text/*;q=0.9, text/markdown;q=0.1', 'text/html'],
    ['application/json;q=0, */*', 'text/markdown'],
    ['text/html;charset=utf-8', 'text/html'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'text/html'],
    ['nonsense, text/html', 'text/html'],
  ])('%s → %s', (accept, wanted) => {
    expect(preferredType(accept, OFFERED)).toBe(wanted);
  });

  test.each([
    'application/pdf',
    'text/html;q=0',
    'text/html;q=2',
    'text/html;q=high',
    ';;',
    'text/',
    '*/html',
  ])('%s → none', (accept) => {
    expect(preferredType(accept, OFFERED)).toBeUndefined();
  });
});
