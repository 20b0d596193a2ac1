/** The two sides of HTTP that platforms need, on the JDK's own: an endpoint that takes deliveries, and calls to others. */
@NullMarked
package dev.fieldmark.jobs.bot.http;

import org.jspecify.annotations.NullMarked;
