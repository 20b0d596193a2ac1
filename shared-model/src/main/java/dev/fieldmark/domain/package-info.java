/** What Fieldmark talks about: keypoints, estimates of where they are, the metric that judges them; taxa. JDK and Jackson alone. */
@NullMarked
package dev.fieldmark.domain;

import org.jspecify.annotations.NullMarked;
