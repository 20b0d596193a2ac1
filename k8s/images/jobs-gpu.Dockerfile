# The same for a GPU: Flink and its JDK from the official image on CUDA 11.6, whose kernels nd4j-cuda-11.6 has.
# Context: k8s/target/images/jobs-gpu, laid out by k8s/images/build.
FROM flink:2.3.0-java17 AS flink

# of CUDA it needs cuBLAS and cuSOLVER alone
FROM nvidia/cuda:11.6.1-runtime-ubuntu20.04

RUN apt-get update \
    && apt-get install --yes --no-install-recommends gettext-base=* gosu=* libjemalloc2=* \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 9999 flink \
    && useradd --system --home-dir /opt/flink --uid 9999 --gid flink flink
COPY --from=flink /opt/java/openjdk /opt/java/openjdk
COPY --from=flink --chown=flink:flink /opt/flink /opt/flink
COPY --from=flink /docker-entrypoint.sh /docker-entrypoint.sh
COPY --chown=flink:flink lib/ /opt/flink/lib/
COPY --chown=flink:flink plugins/ /opt/flink/plugins/
COPY --chown=flink:flink usrlib/ /opt/flink/usrlib/
COPY --chown=flink:flink specs/ /opt/fieldmark/specs/

ENV JAVA_HOME=/opt/java/openjdk
ENV FLINK_HOME=/opt/flink
ENV PATH=/opt/flink/bin:/opt/java/openjdk/bin:$PATH
WORKDIR /opt/flink
USER 9999:9999
ENTRYPOINT ["/docker-entrypoint.sh"]
CMD ["help"]
EXPOSE 6123 8081
