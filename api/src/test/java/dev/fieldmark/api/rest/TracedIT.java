package dev.fieldmark.api.rest;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the native executable. */
@QuarkusIntegrationTest
final class TracedIT extends TracedTest {}
