# One image for server and worker; docker-compose.yml says which one a container is.
# Debian 12, because its bubblewrap (0.8) and glibc are what Goalkeeper is tested with.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /srv/goalkeeper
COPY package.json package-lock.json ./
# Exactly the lock file, and no script of a package is run: the image brings Node, so the package that fetches it goes. Of Temporal's core, which
# comes built for five platforms, the one of this image stays.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node node_modules/.bin/node \
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} +

FROM ${NODE_IMAGE}
# Further Debian packages for the commands of the model, for example "make g++ ripgrep".
ARG SANDBOX_PACKAGES=""
# bubblewrap: the sandbox. ca-certificates: TLS to a Temporal of one's own or Temporal Cloud. git, python3: for commands, and git
# with openssh-client: to clone what callers name.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends bubblewrap ca-certificates git openssh-client python3 ${SANDBOX_PACKAGES} \
  && rm -rf /var/lib/apt/lists/*
# Outside of /usr, the only part of the image that sandboxed commands see.
WORKDIR /srv/goalkeeper
COPY --from=dependencies /srv/goalkeeper/node_modules node_modules/
COPY . .
# A new volume takes over the owner of the directory that it is mounted on.
RUN install --directory --owner=node --group=node /var/lib/goalkeeper/workspaces
ENV NODE_ENV=production
# Not root: sandboxed commands run under the worker's own user, and root would have to give up more.
USER node
EXPOSE 8800
CMD ["node", "server/main.ts"]
