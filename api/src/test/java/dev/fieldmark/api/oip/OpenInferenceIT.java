package dev.fieldmark.api.oip;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the native executable. */
@QuarkusIntegrationTest
final class OpenInferenceIT extends OpenInferenceTest {}
