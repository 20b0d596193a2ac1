/**
 * Faces in whole photos: a fully convolutional net, asked at every place of the photo at several sizes. {@link
 * dev.fieldmark.detect.FaceSearch} is the one search that evaluation and serving share; who runs the net is told by
 * {@link dev.fieldmark.detect.CellNet}.
 */
@NullMarked
package dev.fieldmark.detect;

import org.jspecify.annotations.NullMarked;
