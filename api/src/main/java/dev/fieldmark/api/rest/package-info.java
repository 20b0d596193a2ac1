/** HTTP: photos in, keypoints or species out; models and health; every error as {@code application/problem+json} (RFC 9457). */
@NullMarked
package dev.fieldmark.api.rest;

import org.jspecify.annotations.NullMarked;
