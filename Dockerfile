# Lectern in a container: docker build -t lectern . && docker run -p 8443:8443 -p 8443:8443/udp lectern
#
# For another architecture: docker build --build-arg TARGETARCH=arm64 --platform linux/arm64 -t lectern .
# (BuildKit sets TARGETARCH by itself where --platform is given.)

ARG DENO_VERSION=2.9.6

# The binary is made on the machine's own architecture, whichever it is for.
FROM --platform=$BUILDPLATFORM denoland/deno:debian-${DENO_VERSION} AS build
ARG TARGETARCH=amd64
WORKDIR /src
COPY . .
RUN case "$TARGETARCH" in \
      amd64) target=x86_64-unknown-linux-gnu ;; \
      arm64) target=aarch64-unknown-linux-gnu ;; \
      *) echo "no runtime for $TARGETARCH" >&2; exit 1 ;; \
    esac \
    && deno task compile --target "$target" \
    && mkdir -p /srv/lectern/groups /srv/lectern/data /srv/lectern/recordings

# glibc, for the binary; libssl3 brings libcrypto, which encrypts media fastest; curl asks for the health.
FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends libssl3 curl \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /src/dist/lectern /usr/local/bin/lectern
# Folders to mount: groups is read, and written where config.json says so; data (tokens) and recordings are written.
# All else may be read-only (--read-only).
COPY --from=build --chown=10001:10001 /srv/lectern /srv/lectern
USER 10001:10001
WORKDIR /srv/lectern
EXPOSE 8443/tcp 8443/udp
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD curl -fsk https://127.0.0.1:8443/healthz || curl -fs http://127.0.0.1:8443/healthz
STOPSIGNAL SIGTERM
ENTRYPOINT ["lectern"]
