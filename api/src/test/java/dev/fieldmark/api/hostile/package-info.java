/** Ten thousand requests that nobody should send, to the service as it is started in earnest: what it must outlive. */
@NullMarked
package dev.fieldmark.api.hostile;

import org.jspecify.annotations.NullMarked;
