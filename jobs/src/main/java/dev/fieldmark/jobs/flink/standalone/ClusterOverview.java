package dev.fieldmark.jobs.flink.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a cluster's REST API says of it. */
final class ClusterOverview {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final HttpRequest question;

    ClusterOverview(URI cluster) {
        question = HttpRequest.newBuilder(cluster.resolve("/overview"))
                .timeout(PATIENCE)
                .build();
    }

    /** How many task managers it knows; 0 where it does not answer, or not yet. */
    int taskManagers() throws InterruptedException {
        try {
            var answer = client.send(question, BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? JSON.readTree(answer.body()).path("taskmanagers").asInt()
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
