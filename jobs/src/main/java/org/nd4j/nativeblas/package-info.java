/** One class that DL4J looks for here and does not find. */
@NullMarked
package org.nd4j.nativeblas;

import org.jspecify.annotations.NullMarked;
