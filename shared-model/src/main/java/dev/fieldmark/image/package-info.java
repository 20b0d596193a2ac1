/**
 * The one preprocessing that training and serving share: photo bytes to the net's grey values, and the net's pixels back
 * to the photo's.
 */
@NullMarked
package dev.fieldmark.image;

import org.jspecify.annotations.NullMarked;
