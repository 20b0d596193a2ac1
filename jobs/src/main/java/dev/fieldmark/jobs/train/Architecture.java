package dev.fieldmark.jobs.train;

import java.util.List;
import java.util.Map;

/** What a net is made of. */
public sealed interface Architecture {
    /** Adds each setting by its name in the spec. */
    void putSettings(Map<String, String> settings);

    /**
     * The tutorial's: convolutions (3x3, 2x2, 2x2), each with relu and a 2x2 max pool, then dense layers.
     *
     * @param filters of the three convolutions; empty for net1
     * @param denseUnits of the hidden dense layers
     * @param poolDropout share dropped after each pool; 0 drops nothing
     * @param denseDropout share dropped between the two dense layers
     * @param batchNorm whether each convolution is followed by batch normalisation
     */
    record Tutorial(
            List<Integer> filters,
            List<Integer> denseUnits,
            List<Double> poolDropout,
            double denseDropout,
            boolean batchNorm)
            implements Architecture {
        public Tutorial {
            filters = List.copyOf(filters);
            denseUnits = List.copyOf(denseUnits);
            poolDropout = List.copyOf(poolDropout);
            boolean convolutional = !filters.isEmpty();
            checkSize("filters", filters, convolutional ? 3 : 0);
            checkSize("dense-units", denseUnits, convolutional ? 2 : 1);
            checkSize("dropouts after pools", poolDropout, convolutional ? 3 : 0);
            checkEach("filters%d", filters, Rule.COUNT);
            checkEach("dense%d-units", denseUnits, Rule.COUNT);
            checkEach("dropout%d", poolDropout, Rule.SHARE);
            Rule.SHARE.check("dropout4", denseDropout);
            if (!convolutional && denseDropout != 0) {
                throw Rule.broken("dropout4", denseDropout, "0: a net without convolutions has one dense layer");
            }
            if (!convolutional && batchNorm) {
                throw Rule.broken("batch-norm", true, "left out: the net has no convolution");
            }
        }

        private static void checkSize(String name, List<?> values, int size) {
            if (values.size() != size) {
                throw Rule.broken("number of " + name, values.size(), String.valueOf(size));
            }
        }

        private static void checkEach(String name, List<? extends Number> values, Rule rule) {
            for (int i = 0; i < values.size(); i++) {
                rule.check(name.formatted(i + 1), values.get(i));
            }
        }

        @Override
        public void putSettings(Map<String, String> settings) {
            number("filters%d", filters, settings);
            number("dense%d-units", denseUnits, settings);
            number("dropout%d", poolDropout, settings);
            if (!filters.isEmpty()) {
                settings.put("dropout4", String.valueOf(denseDropout));
            }
            settings.put("batch-norm", String.valueOf(batchNorm));
        }

        private static void number(String name, List<?> values, Map<String, String> settings) {
            for (int i = 0; i < values.size(); i++) {
                settings.put(name.formatted(i + 1), String.valueOf(values.get(i)));
            }
        }
    }

    /**
     * Residual blocks (He et al. 2016, pre-activation) with batch normalisation: a stage each at 24, 12 and 6 pixels a
     * side with 2, 4 and 4 times the width, then the mean of each plane and a dense output.
     *
     * @param width filters of the first convolution
     * @param blocks of each stage
     * @param dropout share of the means dropped before the output
     */
    record Residual(int width, int blocks, double dropout) implements Architecture {
        public Residual {
            Rule.COUNT.check("width", width);
            Rule.COUNT.check("blocks", blocks);
            Rule.SHARE.check("dropout", dropout);
        }

        @Override
        public void putSettings(Map<String, String> settings) {
            settings.put("width", String.valueOf(width));
            settings.put("blocks", String.valueOf(blocks));
            settings.put("dropout", String.valueOf(dropout));
        }
    }

    /**
     * Dense layers on the features of a backbone: what is trained where the backbone is not.
     *
     * @param hiddenUnits of a hidden layer with relu; 0 has none
     * @param dropout share of what comes to the output, and is dropped before it
     */
    record Dense(int hiddenUnits, double dropout) implements Architecture {
        public Dense {
            Rule.COUNT_OR_NONE.check("hidden-units", hiddenUnits);
            Rule.SHARE.check("dropout", dropout);
        }

        @Override
        public void putSettings(Map<String, String> settings) {
            settings.put("hidden-units", String.valueOf(hiddenUnits));
            settings.put("dropout", String.valueOf(dropout));
        }
    }

    /**
     * Fully convolutional: residual blocks at a quarter and an eighth of the picture's size, joined at a quarter, and there
     * {@value FaceCells#NUMBERS} numbers a cell. What a cell says depends on the 109 pixels around it, so that it is the
     * same in a picture of any size.
     *
     * @param width filters of the first convolution; those after it have twice as many
     * @param blocks at an eighth of the size
     */
    record Scanner(int width, int blocks) implements Architecture {
        public Scanner {
            Rule.COUNT.check("width", width);
            Rule.COUNT.check("blocks", blocks);
        }

        @Override
        public void putSettings(Map<String, String> settings) {
            settings.put("width", String.valueOf(width));
            settings.put("blocks", String.valueOf(blocks));
        }
    }

    /**
     * An hourglass (Newell et al. 2016) of residual blocks: from 24 pixels a side down to 6 and up again, then one 24x24
     * heatmap a point, whose softmax has the point as its mean (Sun et al. 2018).
     *
     * @param width filters of the first convolution; those after it have twice as many
     * @param blocks at the bottom
     */
    record Hourglass(int width, int blocks) implements Architecture {
        public Hourglass {
            Rule.COUNT.check("width", width);
            Rule.COUNT.check("blocks", blocks);
        }

        @Override
        public void putSettings(Map<String, String> settings) {
            settings.put("width", String.valueOf(width));
            settings.put("blocks", String.valueOf(blocks));
        }
    }
}
