/**
 * Interprets the generated program the way the kernel does; that the kernel agrees is seen in `conformance`.
 */
import { describe, expect, test } from '@jest/globals';
import {
  hostSeccompFilter,
  seccompFilter,
} from '../../../../activities/sandbox/bubblewrap/seccomp-filter.ts';

const ARCHITECTURE = { x64: 0xc000003e, arm64: 0xc00000b7 };
const ALLOW = 'allow';
const KILL = 'kill';

interface Call {
  readonly number: number;
  readonly args?: readonly number[];
  readonly architecture?: number;
}

/** Runs classic BPF over `struct seccomp_data`; gives `allow`, `kill` or the errno. */
function verdict(program: Buffer, call: Call & { readonly architecture: number }): string | number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(call.number, 0);
  data.writeUInt32LE(call.architecture, 4);
  call.args?.forEach((value, index) => {
    data.writeBigUInt64LE(BigInt(value), 16 + 8 * index);
  });
  let accumulator = 0;
  for (let at = 0; at < program.length / 8; at += 1) {
    const code = program.readUInt16LE(at * 8);
    const [jumpTrue, jumpFalse] = [program.readUInt8(at * 8 + 2), program.readUInt8(at * 8 + 3)];
    const value = program.readUInt32LE(at * 8 + 4);
    if (code === 0x20) accumulator = data.readUInt32LE(value);
    else if (code === 0x06) {
      if (value === 0x7fff0000) return ALLOW;
      return value === 0x80000000 ? KILL : value & 0xffff;
    } else {
      const test = { 21: accumulator === value, 53: accumulator >= value, 69: (accumulator & value) !== 0 }[
        code
      ];
      if (test === undefined) throw new Error(`unknown instruction ${code}`);
      at += test ? jumpTrue : jumpFalse;
    }
  }
  throw new Error('ran off the end of the program');
}

const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;

const numbers = {
  x64: {
    read: 0,
    ptrace: 101,
    mount: 165,
    clone: 56,
    clone3: 435,
    socket: 41,
    socketpair: 53,
    ioctl: 16,
    adjtimex: 159,
    openat: 257,
    fcntl: 72,
  },
  arm64: {
    read: 63,
    ptrace: 117,
    mount: 40,
    clone: 220,
    clone3: 435,
    socket: 198,
    socketpair: 199,
    ioctl: 29,
    adjtimex: 171,
    openat: 56,
    fcntl: 25,
  },
} as const;

describe.each(['x64', 'arm64'] as const)('seccomp filter on %s', (architecture) => {
  const program = seccompFilter(architecture);
  const number = numbers[architecture];
  const judge = (call: Call): string | number =>
    verdict(program, { architecture: ARCHITECTURE[architecture], ...call });

  test.each<[string, Call, string | number]>([
    ['read', { number: number.read }, ALLOW],
    ['the first denied call', { number: number.ptrace }, EPERM],
    ['mount', { number: number.mount }, EPERM],
    ['the last denied call', { number: number.adjtimex }, EPERM],
    ['clone3', { number: number.clone3 }, ENOSYS],
    ['clone of a thread', { number: number.clone, args: [0x3d0f00] }, ALLOW],
    ['clone into a user namespace', { number: number.clone, args: [0x10000000 | 17] }, EPERM],
    ['clone into a network namespace', { number: number.clone, args: [0x40000000] }, EPERM],
    ['an IPv4 socket', { number: number.socket, args: [2] }, ALLOW],
    ['an IPv6 socket', { number: number.socket, args: [10] }, ALLOW],
    ['a netlink socket', { number: number.socket, args: [16] }, ALLOW],
    ['a Unix socket', { number: number.socket, args: [1] }, ALLOW],
    ['a kernel crypto socket', { number: number.socket, args: [38] }, EAFNOSUPPORT],
    ['a socket to the hypervisor', { number: number.socket, args: [40] }, EAFNOSUPPORT],
    ['a pair of Unix sockets', { number: number.socketpair, args: [1] }, ALLOW],
    ['ioctl TIOCSTI', { number: number.ioctl, args: [0, 0x5412] }, EPERM],
    ['ioctl TIOCSTI with high bits set', { number: number.ioctl, args: [0, 0x7_0000_5412] }, EPERM],
    ['ioctl TCGETS', { number: number.ioctl, args: [0, 0x5401] }, ALLOW],
    ['openat', { number: number.openat, args: [0, 0, 0x80000] }, ALLOW],
    ['openat without access time', { number: number.openat, args: [0, 0, 0xc0000] }, EPERM],
    ['openat2', { number: 437 }, ENOSYS],
    ['fcntl F_SETFL', { number: number.fcntl, args: [3, 4, 0x800] }, ALLOW],
    ['fcntl F_SETFL without access time', { number: number.fcntl, args: [3, 4, 0x40800] }, EPERM],
    ['fcntl F_DUPFD to a high number', { number: number.fcntl, args: [3, 0, 0x40000] }, ALLOW],
    ['a call of another architecture', { number: number.read, architecture: 0x40000003 }, KILL],
  ])('%s → %s', (_name, call, expected) => {
    expect(judge(call)).toBe(expected);
  });
});

test('seccomp filter on x64: a call by its x32 number → refused', () => {
  const call = { number: 0x40000000 + 41, args: [1], architecture: ARCHITECTURE.x64 };
  expect(verdict(seccompFilter('x64'), call)).toBe(ENOSYS);
});

test('seccomp filter on x64: open without access time → refused', () => {
  const open = (flags: number) =>
    verdict(seccompFilter('x64'), { number: 2, args: [0, flags], architecture: ARCHITECTURE.x64 });
  expect([open(0), open(0x40000)]).toEqual([ALLOW, EPERM]);
});

test('seccomp filter: an architecture without numbers → an error, not an empty filter', () => {
  expect(() => hostSeccompFilter('riscv64')).toThrow(/riscv64/);
});
