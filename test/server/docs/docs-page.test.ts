import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openRestBench, type RestBench } from '../../support/service/rest-bench.ts';

let bench: RestBench;
beforeAll(async () => {
  bench = await openRestBench();
});
afterAll(() => bench.close());

/** Paths that a page or a style asks for, as the page's own address makes them. */
const askedBy = (text: string, base: string): string[] =>
  [...text.matchAll(/(?:src|href)="([^"]+)"|url\(["']?([^"')]+)["']?\)/g)].map(
    ([, named, styled]) => new URL(named ?? styled ?? '', `http://service${base}`).href,
  );

test.each(['/docs', '/docs/'])(
  'GET %s → a page whose every script, style and picture is here',
  async (path) => {
    const page = await bench.call('GET', path);
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).not.toMatch(/<script(?![^>]*src=)[^>]*>|\son\w+=|<style/);
    const asked = askedBy(page.body, path);
    expect(asked.length).toBeGreaterThan(4);
    for (const url of asked) {
      expect(url).toMatch(/^http:\/\/service\/docs\/static\//);
      const asset = await bench.call('GET', new URL(url).pathname);
      expect([url, asset.statusCode]).toEqual([url, 200]);
      if (!url.endsWith('.css')) continue;
      for (const further of askedBy(asset.body, '/docs/static/')) expect(further).toMatch(/^data:/);
    }
  },
);

test('browsers let the page ask this service, and nobody else', async () => {
  for (const path of ['/docs/', '/docs/static/swagger-initializer.js', '/docs/json']) {
    const policy = String((await bench.call('GET', path)).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe/);
  }
});

test('no validator elsewhere is asked, and the document is that of /openapi.json', async () => {
  const { body } = await bench.call('GET', '/docs/static/swagger-initializer.js');
  expect(body).toContain('validatorUrl: null');
  expect(body).not.toMatch(/["'`]https?:/);
  const shown = (await bench.call('GET', '/docs/json')).json();
  expect(shown).toEqual((await bench.call('GET', '/openapi.json')).json());
  expect(Object.keys(shown.paths).filter((path) => path.startsWith('/docs'))).toEqual([]);
});
