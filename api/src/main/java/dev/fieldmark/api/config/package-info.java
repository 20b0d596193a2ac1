/** What the service may be told, and the rules that it must keep; {@code docs/api.md} has the table. */
@NullMarked
package dev.fieldmark.api.config;

import org.jspecify.annotations.NullMarked;
