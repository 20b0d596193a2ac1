package dev.fieldmark.api.metrics;

/** Every metric, by the name from which Micrometer makes Prometheus': dots become underlines, the unit is added. */
enum Metric {
    REQUESTS("fieldmark.requests", "Requests, by the version that was to answer and by outcome"),
    REQUEST_TIME("fieldmark.request", "From a request's head to the end of its answer, of those that were answered"),
    NET_TIME("fieldmark.net", "One run of a net, for all pictures of its batch"),
    NET_PICTURES("fieldmark.net.pictures", "Pictures that a net answered in one run"),
    DECODE_TIME("fieldmark.decode", "Decoding of one photo"),
    UNDER_WAY("fieldmark.requests.under.way", "Requests that are answered or wait at this moment"),
    REFUSED("fieldmark.requests.refused", "Requests that found too many others, and were refused at once"),
    STORE_LOOK_TIME("fieldmark.store.look", "One look at the model store, with what was loaded then"),
    STORE_LOOKS_FAILED("fieldmark.store.looks.failed", "Looks at the model store that could not read it"),
    NETS_LOADED("fieldmark.nets.loaded", "Nets in memory: those that serve, and versions that requests named"),
    SERVING("fieldmark.serving.version", "Number of the version that answers, as the followed one or as the canary"),
    CANARY_SHARE("fieldmark.canary.share", "Share of a model's requests that its canary answers"),
    HEAP("fieldmark.heap.used", "Memory that Java objects take, those among them that nobody needs any more"),
    RESIDENT("process.resident.memory", "Memory of the process that is in RAM");

    private final String meterName;
    private final String help;

    Metric(String meterName, String help) {
        this.meterName = meterName;
        this.help = help;
    }

    String meterName() {
        return meterName;
    }

    String help() {
        return help;
    }
}
