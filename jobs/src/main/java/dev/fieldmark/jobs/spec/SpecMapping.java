package dev.fieldmark.jobs.spec;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
