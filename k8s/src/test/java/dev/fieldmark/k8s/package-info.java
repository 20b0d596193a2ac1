/**
 * Checks of the manifests and images, for no cluster and no container engine is needed to see that a field does not exist,
 * that a setting is none of Flink's, that memory does not add up, or that a file is not where a Dockerfile wants it.
 */
@NullMarked
package dev.fieldmark.k8s;

import org.jspecify.annotations.NullMarked;
