package dev.fieldmark.api.rest;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class FacesOfPhotosIT extends FacesOfPhotosTest {}
