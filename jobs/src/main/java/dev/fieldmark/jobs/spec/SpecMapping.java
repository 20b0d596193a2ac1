package dev.fieldmark.jobs.spec;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping in the YAML with its path. Values are read as the text that stands there (so 1e-3 is a number, whatever
 * YAML 1.1 says); what is wrong is added to the problems and read as absent.
 */
final class SpecMapping {
    private final String path;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private SpecMapping(String path, MappingNode node, Problems problems) {
        this.path = path;
        this.problems = problems;
        for (NodeTuple entry : node.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.broken(
                        "a key of " + (path.isEmpty() ? "the spec" : path), describe(entry.getKeyNode()), "text");
            } else if (values.put(key.getValue(), entry.getValueNode()) != null) {
                problems.add(path(key.getValue()) + " is given twice");
            }
        }
    }

    /** The whole document; {@link SpecException} where it is no YAML or no mapping. */
    static SpecMapping parse(String file, String yaml, Problems problems) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(options).compose(new StringReader(yaml));
            if (root instanceof MappingNode mapping) {
                return new SpecMapping("", mapping, problems);
            }
            throw new SpecException(List.of(file + ": was " + (root == null ? "empty" : describe(root))
                    + " but must be a mapping that begins with version: 1"));
        } catch (MarkedYAMLException e) {
            String line =
                    e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
            throw new SpecException(List.of(file + line + ": no YAML: " + e.getProblem()));
        } catch (YAMLException e) {
            throw new SpecException(List.of(file + ": no YAML: " + e.getMessage()));
        }
    }

    /**
     * This mapping's keys over another's, under this one's path. Of sections that both have, those that are named are
     * taken key by key, all others whole.
     */
    SpecMapping over(SpecMapping base, Set<String> sections) {
        var merged =
                new SpecMapping(path, new MappingNode(Tag.MAP, List.of(), DumperOptions.FlowStyle.BLOCK), problems);
        merged.values.putAll(base.values);
        values.forEach((key, value) -> merged.values.merge(
                key,
                value,
                (below, above) -> sections.contains(key)
                                && below instanceof MappingNode under
                                && above instanceof MappingNode upper
                        ? merged(under, upper)
                        : above));
        return merged;
    }

    private static MappingNode merged(MappingNode under, MappingNode upper) {
        var entries = new LinkedHashMap<String, NodeTuple>();
        Stream.of(under, upper)
                .flatMap(node -> node.getValue().stream())
                .forEach(entry -> entries.put(
                        entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : entry.toString(), entry));
        return new MappingNode(Tag.MAP, List.copyOf(entries.values()), upper.getFlowStyle());
    }

    /** Without this key. */
    void leaveOut(String key) {
        values.remove(key);
    }

    /** Without this key of a section. */
    void leaveOut(String section, String key) {
        if (values.get(section) instanceof MappingNode node) {
            List<NodeTuple> others = node.getValue().stream()
                    .filter(entry -> !(entry.getKeyNode() instanceof ScalarNode name
                            && name.getValue().equals(key)))
                    .toList();
            values.put(section, new MappingNode(Tag.MAP, others, node.getFlowStyle()));
        }
    }

    Set<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Adds a problem for each key that is none of these. */
    SpecMapping allowing(String... names) {
        List<String> known = List.of(names);
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problems.add(path(key) + " is unknown"
                        + Nearest.to(key, known)
                                .map(near -> ": did you mean " + near + "?")
                                .orElse(" and must be one of " + String.join(", ", known)));
            }
        }
        return this;
    }

    /** The value of {@code kind}, one of these; a problem for each key that this kind doesn't have. */
    Optional<String> kind(Map<String, List<String>> keysOfKinds) {
        List<String> kinds = keysOfKinds.keySet().stream().sorted().toList();
        Optional<String> kind = require("kind", ValueRule.oneOf(kinds));
        if (kind.isEmpty()) {
            return kind;
        }
        List<String> own = keysOfKinds.getOrDefault(kind.get(), List.of());
        for (String key : values.keySet()) {
            boolean elsewhere =
                    !own.contains(key) && keysOfKinds.values().stream().anyMatch(keys -> keys.contains(key));
            if (elsewhere) {
                problems.add(path(key) + " must be left out: kind " + kind.get() + " has no such key");
            }
        }
        var known = new LinkedHashSet<>(List.of("kind"));
        keysOfKinds.values().forEach(known::addAll);
        allowing(known.toArray(String[]::new));
        return kind;
    }

    boolean isMapping(String key) {
        return values.get(key) instanceof MappingNode;
    }

    boolean isList(String key) {
        return values.get(key) instanceof SequenceNode;
    }

    Optional<SpecMapping> mapping(String key) {
        Node node = values.get(key);
        if (node instanceof MappingNode mapping) {
            return Optional.of(new SpecMapping(path(key), mapping, problems));
        }
        if (node != null) {
            problems.broken(path(key), describe(node), "a mapping {...}");
        }
        return Optional.empty();
    }

    /** The same; a problem where it is absent, or has other keys than these. */
    Optional<SpecMapping> section(String key, String... keys) {
        if (!has(key)) {
            problems.broken(path(key), "missing", "a mapping {...}");
        }
        return mapping(key).map(section -> section.allowing(keys));
    }

    /** The one key of a section that may be left out whole. */
    <T> Optional<T> inner(String section, String key, ValueRule<T> rule) {
        return mapping(section).flatMap(map -> map.allowing(key).require(key, rule));
    }

    /** The value of this key; empty where it is absent, and, with a problem, where it breaks the rule. */
    <T> Optional<T> read(String key, ValueRule<T> rule) {
        Node node = values.get(key);
        Optional<T> value = node instanceof ScalarNode scalar && !isEmpty(scalar)
                ? rule.read().apply(scalar.getValue())
                : Optional.empty();
        if (node != null && value.isEmpty()) {
            problems.broken(path(key), describe(node), rule.words());
        }
        return value;
    }

    /** The value of this key; empty, with a problem, where it is absent or breaks the rule. */
    <T> Optional<T> require(String key, ValueRule<T> rule) {
        if (!has(key)) {
            problems.broken(path(key), "missing", rule.words());
        }
        return read(key, rule);
    }

    /** The elements as {@code key[0]}, {@code key[1]}, ... of a mapping of their own; empty where it is no list. */
    Optional<SpecMapping> list(String key, String rule) {
        Node node = values.get(key);
        if (node instanceof SequenceNode sequence) {
            var elements =
                    new SpecMapping(path, new MappingNode(Tag.MAP, List.of(), sequence.getFlowStyle()), problems);
            for (Node element : sequence.getValue()) {
                elements.values.put(key + "[" + elements.values.size() + "]", element);
            }
            return Optional.of(elements);
        }
        if (node != null) {
            problems.broken(path(key), describe(node), rule);
        }
        return Optional.empty();
    }

    /** The same; a problem where it is absent. */
    Optional<SpecMapping> requireList(String key, String rule) {
        if (!has(key)) {
            problems.broken(path(key), "missing", rule);
        }
        return list(key, rule);
    }

    private static boolean isEmpty(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank();
    }

    private static String describe(Node node) {
        if (node instanceof ScalarNode scalar) {
            return isEmpty(scalar) ? "empty" : scalar.getValue();
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
