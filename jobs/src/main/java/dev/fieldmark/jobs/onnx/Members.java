package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.onnx.ModelPackager.Member;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What packagers do with the nets that a graph joins, whatever they answer. */
final class Members {
    private Members() {}

    /** @throws IllegalArgumentException naming one of two members with the same name */
    static void requireDistinctNames(List<Member> members) {
        Set<String> names = new HashSet<>();
        for (Member member : members) {
            if (!names.add(member.name())) {
                throw new IllegalArgumentException(
                        "member was named " + member.name() + " like another but must have a name of its own");
            }
        }
    }

    /** What is kept in the graph's file about where it comes from. */
    static Map<String, String> properties(List<Member> members, ModelName model, Provenance provenance) {
        var properties = new TreeMap<>(Map.of(
                "model", model.value(),
                "network",
                        listed(members.stream()
                                .map(member -> member.plan().recipe().network())),
                "study", provenance.study(),
                "trial", String.valueOf(provenance.trial())));
        if (members.size() > 1) {
            properties.put("members", listed(members.stream().map(Member::name)));
        }
        return properties;
    }

    private static String listed(Stream<String> words) {
        return words.distinct().collect(Collectors.joining(","));
    }

    /** The checkpoint of each, in this folder, by its name. */
    static SortedMap<String, Path> copyCheckpoints(List<Member> members, Path folder) throws IOException {
        var files = new TreeMap<String, Path>();
        for (Member member : members) {
            files.put(member.file(), Files.copy(member.best(), folder.resolve(member.file())));
        }
        return files;
    }
}
