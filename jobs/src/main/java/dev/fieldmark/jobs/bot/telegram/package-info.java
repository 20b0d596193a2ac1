/**
 * Telegram, by its <a href="https://core.telegram.org/bots/api">Bot API</a>: updates by webhook, photos by getFile, answers
 * by sendMessage.
 */
@NullMarked
package dev.fieldmark.jobs.bot.telegram;

import org.jspecify.annotations.NullMarked;
