/** Writes and reads outside of the workspace. */
import type { Case, HostileHost } from './hostile-host.ts';

export const writeCases = (host: HostileHost): Case[] => [
  { name: '/usr', run: () => host.bash('echo x > /usr/bin/pwned'), judge: (result) => host.refused(result) },
  { name: '/etc', run: () => host.bash('echo x > /etc/pwned'), judge: (result) => host.refused(result) },
  {
    name: '/root',
    run: () => host.bash('mkdir -p /root; echo x > /root/pwned'),
    judge: (result) => host.refused(result),
  },
  {
    name: "another thread's workspace",
    run: () => host.bash(`echo x > ${host.sibling}/pwned`),
    judge: (result) => host.refused(result),
  },
  {
    name: 'the host through a symbolic link',
    run: () => host.bash(`ln -s ${host.outside}/config link && echo x > link/pwned`),
    judge: (result) => host.refused(result),
  },
  {
    name: 'the parent through ..',
    run: () => host.bash(`echo x > ../pwned || echo x > ..${host.outside}/pwned`),
    judge: (result) => host.refused(result),
  },
];

export const readCases = (host: HostileHost): Case[] => [
  {
    name: "the worker's environment through /proc",
    run: () => host.bash("cat /proc/[0-9]*/environ | tr '\\0' '\\n' | grep -a canary"),
    judge: (result) => host.refused(result),
  },
  { name: '/etc/shadow', run: () => host.bash('cat /etc/shadow'), judge: (result) => host.refused(result) },
  {
    name: 'home directories',
    run: () => host.bash('ls -A /root || ls -A /home | grep -vx goalkeeper'),
    judge: (result) => host.refused(result),
  },
  {
    name: "another thread's file",
    run: () => host.bash(`cat ${host.sibling}/secret.txt`),
    judge: (result) => host.refused(result),
  },
  {
    name: 'a config file of the host',
    run: () => host.bash(`cat ${host.outside}/config/settings.json`),
    judge: (result) => host.refused(result),
  },
  {
    name: 'the Docker socket',
    run: () => host.bash('ls /var/run/docker.sock || ls /run/docker.sock'),
    judge: (result) => host.refused(result),
  },
];
