package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelReference;
import java.math.BigDecimal;

/**
 * A version that answers a share of a model's requests, to be judged before it takes them all.
 *
 * @param share of the requests that name no version, over 0 and under 1
 */
public record Canary(ModelReference reference, double share) {
    public Canary {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share was " + share + " but must be over 0 and under 1");
        }
    }

    /** The share as it is written, e.g. {@code 5%}. */
    public String percent() {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
