/**
 * Mastodon, by its <a href="https://docs.joinmastodon.org/methods/">REST API</a>: mentions by asking for notifications,
 * answers as statuses with an Idempotency-Key.
 */
@NullMarked
package dev.fieldmark.jobs.bot.mastodon;

import org.jspecify.annotations.NullMarked;
