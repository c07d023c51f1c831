/** Keys of callers: found by either of their secrets, within their tenant. */
import { expect, test } from '@jest/globals';
import type { OpenJournal } from '../../../support/journal/journals.ts';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 2, 0, 0, second));
const key = (id: string, tenantId = 'acme') => ({
  ...{ keyId: `key_${id}`, tenantId, name: `of ${id}`, scopes: ['read', 'write'], createdBy: 'key_0' },
  ...{ prefix: `gk_${id}`, sha256: `hash of ${id}` },
});

export function apiKeyCases(open: OpenJournal): void {
  test('createApiKey → is found by its hash and by its id within its tenant; nothing else is', async () => {
    const journal = await open();
    expect(await journal.hasApiKeys()).toBe(false);
    const made = await journal.createApiKey({ ...key('1'), expiresAt: at(9) });
    expect(made).toEqual({ ...key('1'), expiresAt: at(9), createdAt: expect.any(Date) });
    expect(await journal.findApiKey('hash of 1')).toEqual(made);
    expect(await journal.readApiKey('acme', 'key_1')).toEqual(made);
    expect(await journal.readApiKey('globex', 'key_1')).toBeUndefined();
    expect(await journal.findApiKey('hash of 2')).toBeUndefined();
    expect(await journal.hasApiKeys()).toBe(true);
  });

  test('listApiKeys → those of the tenant, the newest first, from after the cursor on', async () => {
    const journal = await open();
    for (const id of ['1', '2', '3']) await journal.createApiKey(key(id));
    await journal.createApiKey(key('4', 'globex'));
    const ids = async (limit: number, cursor?: string) =>
      (await journal.listApiKeys('acme', limit, cursor)).map(({ keyId }) => keyId);
    expect(await ids(2)).toEqual(['key_3', 'key_2']);
    expect(await ids(2, 'key_2')).toEqual(['key_1']);
  });

  test('rotateApiKey → found by the new secret and the last one before, not by older ones', async () => {
    const journal = await open();
    await journal.createApiKey(key('1'));
    const rotate = (sha256: string, tenantId = 'acme') =>
      journal.rotateApiKey(tenantId, 'key_1', { prefix: 'gk_n', sha256, until: at(5) });
    expect(await rotate('foreign', 'globex')).toBeUndefined();
    const replaced = { prefix: 'gk_1', sha256: 'hash of 1', until: at(5) };
    expect(await rotate('second')).toMatchObject({ prefix: 'gk_n', sha256: 'second', replaced });
    expect(await journal.findApiKey('hash of 1')).toMatchObject({ keyId: 'key_1' });
    await rotate('third');
    expect(await journal.findApiKey('hash of 1')).toBeUndefined();
    expect(await journal.findApiKey('second')).toMatchObject({ sha256: 'third' });
  });

  test('revokeApiKey → keeps the first time, and there is no rotation any more', async () => {
    const journal = await open();
    await journal.createApiKey(key('1'));
    expect(await journal.revokeApiKey('globex', 'key_1', at(1))).toBeUndefined();
    expect(await journal.revokeApiKey('acme', 'key_1', at(1))).toMatchObject({ revokedAt: at(1) });
    expect(await journal.revokeApiKey('acme', 'key_1', at(2))).toMatchObject({ revokedAt: at(1) });
    const rotation = { prefix: 'gk_n', sha256: 'n', until: at(5) };
    expect(await journal.rotateApiKey('acme', 'key_1', rotation)).toBeUndefined();
  });

  test('noteApiKeyUse → when it was last used', async () => {
    const journal = await open();
    await journal.createApiKey(key('1'));
    await journal.noteApiKeyUse('key_1', at(7));
    expect(await journal.readApiKey('acme', 'key_1')).toMatchObject({ lastUsedAt: at(7) });
  });
}
