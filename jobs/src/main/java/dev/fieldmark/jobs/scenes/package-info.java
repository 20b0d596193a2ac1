/**
 * Scenes: photos without faces, onto which faces are laid. What a detector learns from and is judged by, where there are
 * no labelled photos of people, only cut out faces.
 */
@NullMarked
package dev.fieldmark.jobs.scenes;

import org.jspecify.annotations.NullMarked;
