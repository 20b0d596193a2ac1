/**
 * Which of NVIDIA's GPUs a process trains on: what its driver says of them, whether the kernels that we have run there, and
 * the lease by which each training has one to itself. Plain Java, so that all of it is tested where there is no GPU.
 */
@NullMarked
package dev.fieldmark.jobs.gpu;

import org.jspecify.annotations.NullMarked;
