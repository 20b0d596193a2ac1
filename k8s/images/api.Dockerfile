# The API as a native executable. Context: k8s/target/images/api, laid out by k8s/images/build.
FROM debian:bookworm-slim

# what Java's image decoding looks for, though it draws no letter
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates=* fontconfig=* libfreetype6=* \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home api
COPY app/ /app/

# pages of 2 MB for ONNX Runtime, as ./fieldmark serve asks for them
ENV GLIBC_TUNABLES=glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1

WORKDIR /app
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["/app/fieldmark-api-runner"]
