/** The model store's requests to S3, and to whatever speaks its language. Amazon's SDK is seen in here alone. */
@NullMarked
package dev.fieldmark.store.s3;

import org.jspecify.annotations.NullMarked;
