# The program in an image of its own: built in one stage, run in another without a compiler.
#   docker build -t onrecord .
#   docker run --read-only --cap-drop ALL --security-opt no-new-privileges \
#     -p 127.0.0.1:8080:8080 -v onrecord:/srv/onrecord -v ~/news:/srv/onrecord/corpus:ro onrecord

FROM rust:1-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --locked --profile dist --bin search && strip target/dist/search

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --home-dir /srv/onrecord --create-home onrecord
COPY --from=build /src/target/dist/search /usr/local/bin/search
COPY --from=build /src/LICENSE-APACHE /src/LICENSE-MIT /src/NOTICE /usr/share/doc/onrecord/
USER 10001:10001
WORKDIR /srv/onrecord
VOLUME /srv/onrecord
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["search"]
CMD ["serve", "--listen", "0.0.0.0:8080", "--log", "json"]
