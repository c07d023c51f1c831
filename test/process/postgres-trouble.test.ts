import { describe, expect, test } from '@jest/globals';
import { postgresTrouble } from '../../process/postgres-trouble.ts';

const URL_OF_IT = 'postgres://goalkeeper:secret-word@db.example.org:5433/journal';
const trouble = (fields: object, message = 'said') =>
  postgresTrouble(Object.assign(new Error(message), fields), URL_OF_IT);

describe('postgresTrouble', () => {
  test.each([
    ['wrong password', { code: '28P01' }, /refuses the user "goalkeeper".*DATABASE_URL/],
    ['no such database', { code: '3D000' }, /no database "journal".*Create it/],
    ['no right to make tables', { code: '42501' }, /owner/],
    ['a certificate of nobody', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }, /certificate.*sslrootcert/],
  ])('%s → a sentence with what helps, without the password', (_, fields, words) => {
    const found = trouble(fields);
    expect(found).toMatchObject({ kind: 'wrong', sentence: expect.stringMatching(words) });
    expect(JSON.stringify(found)).not.toContain('secret-word');
  });

  test('a server without TLS, which has no code → a sentence', () => {
    expect(trouble({}, 'The server does not support SSL connections')).toMatchObject({
      kind: 'wrong',
      sentence: expect.stringContaining('speaks no TLS'),
    });
  });

  test.each([
    ['nobody listens', { code: 'ECONNREFUSED' }],
    ['no such host, yet', { code: 'ENOTFOUND' }],
    ['it starts', { code: '57P03' }],
    ['its disk is full', { code: '53100' }],
  ])('%s → waited for', (_, fields) => {
    expect(trouble(fields)).toMatchObject({ kind: 'away' });
  });

  test('nobody on any of several addresses → waited for', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED ::1:5432'), { code: 'ECONNREFUSED' });
    expect(postgresTrouble(new AggregateError([refused], ''), URL_OF_IT)).toEqual({
      kind: 'away',
      reason: 'connect ECONNREFUSED ::1:5432',
    });
  });

  test('a mistake of ours → not explained', () => {
    expect(trouble({ code: '42601' })).toBeUndefined();
  });
});
