# Builds the product and serves it as an ordinary user.
#   docker build -t corchete .
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev

FROM node:20-bookworm-slim
# The demo's seats have no passwords: whoever wants them says so.
ENV NODE_ENV=production PORT=3000 HOST=0.0.0.0 DATA_DIR=/var/lib/corchete DEMO=0
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/build build
COPY --from=build /app/public public
COPY --from=build /app/prisma prisma
COPY --from=build /app/server server
RUN mkdir -p /var/lib/corchete && chown node:node /var/lib/corchete
USER node
VOLUME /var/lib/corchete
EXPOSE 3000
# Alive, not ready: a process that is draining must be left to finish.
HEALTHCHECK --interval=10s --timeout=3s --start-period=40s --retries=3 \
  CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
# No shell in between: signals are the server's own.
CMD ["node", "build/run/index.js"]
