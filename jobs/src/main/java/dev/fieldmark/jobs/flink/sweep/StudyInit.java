package dev.fieldmark.jobs.flink.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From which weights a study's nets start, as they were when it began: {@code init/init.json} of its folder, beside the
 * checkpoint. Aliases may move and versions may go: the study keeps what it has.
 *
 * @param from {@code keypoints@7}, never an alias, or the file as the spec names it
 * @param sha256 of the checkpoint
 * @param parents {@code model@version} of the version; empty where it is a file
 * @param cautions what can't be told about the rows on which it was trained, a sentence each
 * @param layers which layers the trials' nets take from it, a line for each kind of net that is known beforehand
 */
public record StudyInit(String from, String sha256, List<String> parents, List<String> cautions, List<String> layers) {
    /** Parameter of the provenance: cautions of a version, which those that start from it inherit. */
    static final String CAUTIONS = "init-cautions";

    public StudyInit {
        parents = List.copyOf(parents);
        cautions = List.copyOf(cautions);
        layers = List.copyOf(layers);
    }

    /** For people. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        layers.forEach(kind -> lines.add("from " + from + ": " + kind));
        cautions.forEach(caution -> lines.add("caution: " + caution));
        return lines;
    }

    /** What a version's provenance says of it beside its parents. */
    SortedMap<String, String> parameters() {
        var parameters = new TreeMap<String, String>();
        parameters.put("init-from", from);
        parameters.put("init-sha256", sha256);
        if (!cautions.isEmpty()) {
            parameters.put(CAUTIONS, String.join("; ", cautions));
        }
        return parameters;
    }
}
