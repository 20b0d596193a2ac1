/**
 * Which version answers. A {@link dev.fieldmark.api.serve.StoreWatcher} follows each model's {@code latest}, or what
 * {@link dev.fieldmark.api.serve.Traffic} says; its {@link
 * dev.fieldmark.api.serve.ModelSwitch} hands the version of the moment out as a {@link dev.fieldmark.api.serve.Lease},
 * and a version that was replaced closes with its last lease. A version that is not the one of the
 * moment is loaded for the requests that name it.
 */
@NullMarked
package dev.fieldmark.api.serve;

import org.jspecify.annotations.NullMarked;
