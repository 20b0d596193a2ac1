/**
 * What is counted and measured, as Prometheus reads it. Labels are models and versions that were loaded, and words of
 * this package: never what a client sent, so that nobody can fill the memory with them.
 */
@NullMarked
package dev.fieldmark.api.metrics;

import org.jspecify.annotations.NullMarked;
