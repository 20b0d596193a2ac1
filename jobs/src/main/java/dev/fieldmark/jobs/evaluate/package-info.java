/**
 * How good a published version is: its served graph over labelled faces, beside the baseline of the column means, in
 * figures and in pictures.
 */
@NullMarked
package dev.fieldmark.jobs.evaluate;

import org.jspecify.annotations.NullMarked;
