package dev.fieldmark.api.oip;

import java.util.List;
import java.util.Optional;

/**
 * What the JSON of an inference request says.
 *
 * @param id given back with the answer
 * @param binaryOutputs whether outputs that don't say it themselves are sent as bytes
 * @param outputs all of them where empty
 */
record InferRequest(Optional<String> id, boolean binaryOutputs, Input input, List<Output> outputs) {
    /**
     * @param binarySize how many of the bytes behind the JSON are this one's
     * @param data the numbers, where they are not there
     */
    record Input(
            String name, String datatype, List<Long> shape, Optional<Long> binarySize, Optional<JsonTensor> data) {}

    /**
     * @param binary whether it is sent as bytes
     * @param classes how many of the largest values are asked for, instead of all of them
     */
    record Output(String name, Optional<Boolean> binary, Optional<Long> classes) {}
}
