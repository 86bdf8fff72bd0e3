# Not built in CI (no container engine there); kept small and plain so that it can be read instead.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /build/package.json /build/castellan.schema.json ./
COPY --from=build --chown=node:node /build/node_modules ./node_modules
COPY --from=build --chown=node:node /build/dist ./dist
COPY --from=build --chown=node:node /build/bin ./bin
COPY --from=build --chown=node:node /build/web/dist ./web/dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 7070
# Inside a container loopback reaches nobody; publish the port on the host's loopback (see compose.yaml).
ENV CASTELLAN_DATA=/data CASTELLAN_DASHBOARD__HOST=0.0.0.0
HEALTHCHECK --interval=30s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:7070/healthz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/castellan.js"]
CMD ["start"]
