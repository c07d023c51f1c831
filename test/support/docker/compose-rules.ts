/** What must hold of the compose file, each rule as a list of what is wrong with it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ComposeFile, ComposeService } from './compose-file.ts';

type Rule = (file: ComposeFile) => string[];

const servicesOf = (file: ComposeFile): [string, ComposeService][] => Object.entries(file.services);
const isOneShot = (service: ComposeService): boolean => service.restart === 'no';
const portOf = (mapping: string): string => mapping.split(':').at(-1) ?? '';
const argvOf = (service: ComposeService): string[] => [...service.entrypoint, ...service.command];

/** service → the one that it must wait for, and until when. */
const START_ORDER = {
  'temporal-schema': ['postgres', 'service_healthy'],
  temporal: ['temporal-schema', 'service_completed_successfully'],
  'temporal-namespace': ['temporal', 'service_healthy'],
  'temporal-ui': ['temporal-namespace', 'service_completed_successfully'],
  server: ['temporal-namespace', 'service_completed_successfully'],
  worker: ['temporal-namespace', 'service_completed_successfully'],
} as const;

/** Also: what is waited for exists, and can come to the state that is waited for. */
export const startOrder: Rule = (file) => [
  ...Object.entries(START_ORDER).flatMap(([name, [other, condition]]) =>
    file.services[name]?.depends_on[other]?.condition === condition
      ? []
      : [`${name} does not wait until ${other} is ${condition}`],
  ),
  ...servicesOf(file).flatMap(([name, service]) =>
    Object.entries(service.depends_on).flatMap(([other, { condition }]) => {
      const target = file.services[other];
      if (target === undefined) return [`${name} waits for ${other}, which is no service`];
      if (condition === 'service_healthy' && target.healthcheck === undefined)
        return [`${name} waits for the health of ${other}, which has no check`];
      if (condition === 'service_completed_successfully' && !isOneShot(target))
        return [`${name} waits for the end of ${other}, which restarts`];
      return [];
    }),
  ),
];

export const longRunningServicesAreWatched: Rule = (file) =>
  servicesOf(file).flatMap(([name, service]) => [
    ...(isOneShot(service) || service.healthcheck ? [] : [`${name} has no health check`]),
    ...(isOneShot(service) || service.restart === 'unless-stopped' ? [] : [`${name} is not restarted`]),
  ]);

const PUBLISHED = { server: '8800', 'temporal-ui': '8080' } as const;

export const onlyRestAndUiArePublished: Rule = (file) => [
  ...servicesOf(file).flatMap(([name, { ports }]) =>
    ports.flatMap((mapping) => [
      ...(mapping.startsWith('127.0.0.1:')
        ? []
        : [`${name} publishes ${mapping} beyond the loopback interface`]),
      ...(new Map<string, string>(Object.entries(PUBLISHED)).get(name) === portOf(mapping)
        ? []
        : [`${name} publishes ${mapping}`]),
    ]),
  ),
  ...Object.keys(PUBLISHED).flatMap((name) =>
    file.services[name]?.ports.length === 1 ? [] : [`${name} does not publish one port`],
  ),
  ...['postgres', 'temporal'].flatMap((name) =>
    (file.services[name]?.networks ?? ['default']).every((network) => file.networks[network]?.internal)
      ? []
      : [`${name} is on a network that leads outside`],
  ),
];

/** `secrets`: name of a service → texts that no other service may hold, in whatever variable. */
export const secretsStayWhereTheyBelong =
  (secrets: Readonly<Record<string, readonly string[]>>): Rule =>
  (file) =>
    Object.entries(secrets).flatMap(([text, owners]) =>
      servicesOf(file).flatMap(([name, service]) => {
        const holds = JSON.stringify(service).includes(text);
        if (holds && !owners.includes(name)) return [`${name} holds ${text}`];
        return !holds && owners.includes(name) ? [`${name} lacks ${text}`] : [];
      }),
    );

/** What bubblewrap cannot do without in a container; nobody else may have it. */
const SANDBOX_OPTIONS = ['seccomp=unconfined', 'apparmor=unconfined', 'systempaths=unconfined'];

export const onlyTheWorkerIsLoosened: Rule = (file) =>
  servicesOf(file).flatMap(([name, service]) => {
    const { security_opt: options } = service;
    const loosened = options.filter((option) => option !== 'no-new-privileges:true');
    const expected = name === 'worker' ? SANDBOX_OPTIONS : [];
    return [
      ...(options.includes('no-new-privileges:true') ? [] : [`${name} may gain privileges`]),
      ...(loosened.join() === expected.join()
        ? []
        : [`${name} has ${loosened.join(' ') || 'no sandbox option'}`]),
      ...(service.privileged || service.cap_add.length > 0 ? [`${name} has more privileges than usual`] : []),
      ...(name === 'postgres' || service.cap_drop.includes('ALL') ? [] : [`${name} keeps capabilities`]),
    ];
  });

export const imagesArePinned: Rule = (file) =>
  servicesOf(file).flatMap(([name, { image, build }]) =>
    build !== undefined || /:\d+\.\d+(\.\d+)?$/.test(image) ? [] : [`${name} runs ${image}`],
  );

/** Several workers are copies of one service. */
export const workerCanBeScaled: Rule = (file) => {
  const worker = file.services.worker;
  return [
    ...(worker?.container_name === undefined ? [] : ['worker has a fixed container name']),
    ...(worker?.ports.length === 0 ? [] : ['worker publishes a port']),
  ];
};

/**
 * Bind mounts, and files that a command, an entry point or a health check names, as seen from `directory`.
 */
export const namedFilesExist =
  (directory: string): Rule =>
  (file) =>
    servicesOf(file).flatMap(([name, service]) => {
      const mounts = service.volumes.map((volume) => volume.split(':'));
      const isMounted = (path: string) => mounts.some(([, target]) => target === path);
      const scripts = [...argvOf(service), ...(service.healthcheck?.test ?? [])].filter((word) =>
        /^[\w/.-]+\.(ts|sh)$/.test(word),
      );
      return [
        ...mounts.flatMap(([source = '']) => {
          const isThere = source.startsWith('./')
            ? existsSync(join(directory, source))
            : Object.hasOwn(file.volumes, source);
          return isThere ? [] : [`${name} mounts ${source}, which is not there`];
        }),
        ...scripts.flatMap((path) =>
          isMounted(path) || (service.build !== undefined && existsSync(join(directory, path)))
            ? []
            : [`${name} runs ${path}, which is not there`],
        ),
      ];
    });
