# Flink's task and job managers with what trains. Context: k8s/target/images/jobs, laid out by k8s/images/build.
FROM flink:2.3.0-java17

# the official image has jemalloc, and preloads it
COPY --chown=flink:flink lib/ /opt/flink/lib/
COPY --chown=flink:flink plugins/ /opt/flink/plugins/
COPY --chown=flink:flink usrlib/ /opt/flink/usrlib/
COPY --chown=flink:flink specs/ /opt/fieldmark/specs/

USER 9999:9999
