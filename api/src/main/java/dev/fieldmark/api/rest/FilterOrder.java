package dev.fieldmark.api.rest;

/**
 * What every request passes before a resource sees it, from the first to the last, all of it on the event loop. What
 * waits for a worker thread comes after {@link #BODY}: by then all bytes of the request are here, and a slow client
 * holds nothing but memory. Higher is earlier; Quarkus' own CORS filter has 300.
 */
final class FilterOrder {
    static final int REQUEST_ID = 1000;
    static final int METRICS = 900;
    static final int TRACES = 890;
    static final int API_KEY = 250;
    static final int RATE_LIMIT = 240;
    static final int BODY = 230;
    static final int ADMISSION = 220;

    private FilterOrder() {}
}
