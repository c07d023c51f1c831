import { describe, expect, test } from '@jest/globals';
import { whileDiskFull } from '../../activities/checks/while-disk-full.ts';
import { complainsOfFullDisk, DiskFull, isFullDisk, onOwnDisk } from '../../tree/full-disk.ts';

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

describe('a full disk', () => {
  test('by its code, also below other errors → told; by words alone → not', () => {
    expect(isFullDisk(full)).toBe(true);
    expect(isFullDisk(Object.assign(new Error('quota'), { code: 'EDQUOT' }))).toBe(true);
    expect(isFullDisk(new Error('a.txt cannot be placed', { cause: full }))).toBe(true);
    expect(isFullDisk(new Error('No space left on device'))).toBe(false);
    expect(isFullDisk(Object.assign(new Error('closed'), { code: 'EACCES' }))).toBe(false);
    expect(isFullDisk(undefined)).toBe(false);
  });

  test.each([
    ["cp: error writing '/w/a.bin': No space left on device\n", true],
    ["cp: cannot create directory '/w/x': Disk quota exceeded", true],
    ["cp: cannot open 'No space left on device' for reading: Permission denied", false],
    ["cp: cannot open 'x: No space left on device' for reading: Permission denied", false],
    ['', false],
  ])('a tool that complains %j → %s', (complaint, isFull) => {
    expect(complainsOfFullDisk(complaint)).toBe(isFull);
  });

  test('what the service writes itself → `DiskFull`; other errors as they are', async () => {
    await expect(onOwnDisk(() => Promise.reject(full))).rejects.toBeInstanceOf(DiskFull);
    await expect(onOwnDisk(() => Promise.reject(new Error('other')))).rejects.toThrow('other');
  });
});

describe('whileDiskFull', () => {
  test('full for a while → looked at again after growing waits, until it is done', async () => {
    const waits: number[] = [];
    let tries = 0;
    const look = async () => {
      tries += 1;
      if (tries < 9) throw new DiskFull();
      return 'done';
    };
    expect(await whileDiskFull(look, async (delayMs) => waits.push(delayMs))).toBe('done');
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  test('full for hours → the attempt ends; another error → at once', async () => {
    await expect(
      whileDiskFull(
        () => Promise.reject(new DiskFull()),
        async () => {},
      ),
    ).rejects.toThrow('full');
    let tries = 0;
    const broken = () => {
      tries += 1;
      return Promise.reject(new Error('broken'));
    };
    await expect(whileDiskFull(broken)).rejects.toThrow('broken');
    expect(tries).toBe(1);
  });
});
