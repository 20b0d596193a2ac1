/**
 * The bot: messages with a photo become files for the stream, the stream's replies become answers, once each.
 *
 * <p>A message is a {@link dev.fieldmark.jobs.bot.Conversation}, whose photo's name is made of the platform's own id of the
 * message, so that one that is delivered twice is one photo. Its states are in the
 * {@link dev.fieldmark.jobs.bot.Journal}, synced before anything that others see: accepted before the platform is told so,
 * {@code sending} before an answer goes out, {@code sent} after. {@link dev.fieldmark.jobs.bot.Bot} takes each from state to
 * state; a {@link dev.fieldmark.jobs.bot.Platform} knows how to take messages, fetch photos and send answers.
 *
 * <p>No Flink and no framework: the JDK's HTTP server and client, in {@code bot.http}. The platforms are packages of their
 * own. Where to find what the bot promises: docs/bot.md.
 */
@NullMarked
package dev.fieldmark.jobs.bot;

import org.jspecify.annotations.NullMarked;
