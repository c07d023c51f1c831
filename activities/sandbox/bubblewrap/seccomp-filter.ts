/**
 * The system call filter of the sandbox, generated as classic BPF so that no opaque binary is kept in the
 * repository. It denies what namespaces alone do not cover: nested namespaces and mounts (also through the
 * newer mount calls), tracing other processes, kernel keyrings, bpf, io_uring, kernel modules, pushing input
 * into a terminal, reading without leaving an access time, and every socket family but Unix, IPv4, IPv6 and
 * netlink. AF_VSOCK would reach the hypervisor: it is not confined by a network namespace. Unix sockets are:
 * abstract names by the network namespace, paths by what is mounted, which holds no socket of the host
 * (`find-socket.ts`). Test runners, Python's multiprocessing and agents of all kinds listen on them.
 */

type Architecture = 'x64' | 'arm64';

// linux/audit.h
const AUDIT_ARCH = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;

/** System call numbers as [x86_64, aarch64], from asm/unistd_64.h and asm-generic/unistd.h. */
const DENIED: Readonly<Record<string, readonly [number, number]>> = {
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  pidfd_getfd: [438, 438],
  kcmp: [312, 272],
  unshare: [272, 97],
  setns: [308, 268],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  open_by_handle_at: [304, 265],
  name_to_handle_at: [303, 264],
  keyctl: [250, 219],
  add_key: [248, 217],
  request_key: [249, 218],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  fanotify_init: [300, 262],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  syslog: [103, 116],
  acct: [163, 89],
  swapon: [167, 224],
  swapoff: [168, 225],
  reboot: [169, 142],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  clock_adjtime: [305, 266],
  adjtimex: [159, 171],
};
const CLONE3 = 435;
const CLONE = { x64: 56, arm64: 220 } as const;
const SOCKET = { x64: 41, arm64: 198 } as const;
const IOCTL = { x64: 16, arm64: 29 } as const;
const OPENAT = { x64: 257, arm64: 56 } as const;
const OPENAT2 = 437;
/** Only x86_64 has it. */
const OPEN = 2;
const FCNTL = { x64: 72, arm64: 25 } as const;

const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET. */
const NAMESPACE_FLAGS = 0x7e020000;
/** AF_UNIX, AF_INET, AF_INET6 and AF_NETLINK, which getifaddrs needs. */
const ALLOWED_FAMILIES = [1, 2, 10, 16];
/** TIOCSTI and TIOCLINUX. */
const TERMINAL_INPUT = [0x5412, 0x541c];
const F_SETFL = 4;
/** Would hide from the service that a check has read a file. */
const O_NOATIME = 0x40000;

type Instruction = readonly [code: number, jumpTrue: number, jumpFalse: number, value: number];

// Offsets in struct seccomp_data; the low word of an argument comes first on both (little-endian)
// architectures.
const NUMBER_AT = 0;
const ARCHITECTURE_AT = 4;
const argumentAt = (index: number): number => 16 + 8 * index;

const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const ALLOW: Instruction = [0x06, 0, 0, 0x7fff0000];
const KILL: Instruction = [0x06, 0, 0, 0x80000000];
const fail = (errno: number): Instruction => [0x06, 0, 0, 0x00050000 | errno];
const JUMP_IF_EQUAL = 0x15;
const skipUnlessEqual = (value: number, count: number): Instruction => [JUMP_IF_EQUAL, 0, count, value];
const skipUnlessAtLeast = (value: number, count: number): Instruction => [0x35, 0, count, value];
const skipUnlessAnyBit = (bits: number, count: number): Instruction => [0x45, 0, count, bits];

/** Runs `body` only for one system call; the body has to end in a verdict on every path. */
const forCall = (number: number, body: readonly Instruction[]): Instruction[] => [
  skipUnlessEqual(number, body.length),
  ...body,
];

const whenEqual = (value: number, verdict: Instruction): Instruction[] => [
  skipUnlessEqual(value, 1),
  verdict,
];

/** These are the flags that are loaded. */
const REFUSE_NOATIME: readonly Instruction[] = [skipUnlessAnyBit(O_NOATIME, 1), fail(EPERM), ALLOW];

/** The filter as bytes of `struct sock_filter[]`, to be handed to `bwrap --seccomp`. */
export function seccompFilter(architecture: Architecture): Buffer {
  const program: Instruction[] = [
    load(ARCHITECTURE_AT),
    // A call of another architecture would carry other numbers past this filter.
    [JUMP_IF_EQUAL, 1, 0, AUDIT_ARCH[architecture]],
    KILL,
    load(NUMBER_AT),
  ];
  // The x32 numbers of x86_64 are a second way to the same calls.
  if (architecture === 'x64') program.push(skipUnlessAtLeast(0x40000000, 1), fail(ENOSYS));
  const column = architecture === 'x64' ? 0 : 1;
  for (const numbers of Object.values(DENIED)) program.push(...whenEqual(numbers[column], fail(EPERM)));
  // The filter cannot look into the structures of these; without them libraries fall back to clone and
  // openat.
  program.push(...whenEqual(CLONE3, fail(ENOSYS)), ...whenEqual(OPENAT2, fail(ENOSYS)));
  program.push(
    ...forCall(CLONE[architecture], [
      load(argumentAt(0)),
      skipUnlessAnyBit(NAMESPACE_FLAGS, 1),
      fail(EPERM),
      ALLOW,
    ]),
    ...forCall(SOCKET[architecture], [
      load(argumentAt(0)),
      ...ALLOWED_FAMILIES.flatMap((family) => whenEqual(family, ALLOW)),
      fail(EAFNOSUPPORT),
    ]),
    ...forCall(IOCTL[architecture], [
      load(argumentAt(1)),
      ...TERMINAL_INPUT.flatMap((request) => whenEqual(request, fail(EPERM))),
      ALLOW,
    ]),
    ...(architecture === 'x64' ? forCall(OPEN, [load(argumentAt(1)), ...REFUSE_NOATIME]) : []),
    ...forCall(OPENAT[architecture], [load(argumentAt(2)), ...REFUSE_NOATIME]),
    ...forCall(FCNTL[architecture], [
      load(argumentAt(1)),
      skipUnlessEqual(F_SETFL, REFUSE_NOATIME.length + 1),
      load(argumentAt(2)),
      ...REFUSE_NOATIME,
      ALLOW,
    ]),
    ALLOW,
  );
  return encode(program);
}

/** The filter for this process's architecture; throws on one that has none. */
export function hostSeccompFilter(architecture: string = process.arch): Buffer {
  if (architecture === 'x64' || architecture === 'arm64') return seccompFilter(architecture);
  throw new Error(`The sandbox has no system call filter for ${architecture}; x64 and arm64 are supported.`);
}

function encode(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, jumpTrue, jumpFalse, value], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(jumpTrue, index * 8 + 2);
    bytes.writeUInt8(jumpFalse, index * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
  });
  return bytes;
}
