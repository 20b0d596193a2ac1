/** Anything that can post a photo and sign it: the bot's own protocol, in docs/bot.md. */
@NullMarked
package dev.fieldmark.jobs.bot.webhook;

import org.jspecify.annotations.NullMarked;
