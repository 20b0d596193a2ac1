package dev.fieldmark.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the versions that nothing needs. A version whose manifest cannot be read is needed, since nobody can tell what
 * for; {@code verify} reports it.
 */
final class UnneededVersions {
    /** A version, apart from its model's other versions. */
    record Node(ModelName model, ModelVersion version) {
        @Override
        public String toString() {
            return model + "@" + version;
        }
    }

    private final ModelStore models;
    private final int keep;
    private final Map<String, Node> all = new HashMap<>();
    private final Map<Node, List<String>> parents = new HashMap<>();

    private UnneededVersions(ModelStore models, int keep) {
        this.models = models;
        this.keep = keep;
    }

    /**
     * In order of model and version.
     *
     * @param keep how many of each model's newest sound versions stay in any case, >= 1
     */
    static List<Node> of(ModelStore models, int keep) {
        if (keep < 1) {
            throw new IllegalArgumentException("keep was " + keep + " but must be >= 1");
        }
        return new UnneededVersions(models, keep).find();
    }

    static String why(int keep) {
        return "no alias, not among the newest " + keep + ", no kept version's parent";
    }

    private List<Node> find() {
        var roots = new ArrayList<Node>();
        for (ModelName model : models.models()) {
            readManifests(model);
            roots.addAll(roots(model));
        }
        Set<Node> kept = withLineage(roots);
        return all.values().stream()
                .filter(node -> !kept.contains(node))
                .sorted(Comparator.comparing(Node::model).thenComparing(Node::version))
                .toList();
    }

    private void readManifests(ModelName model) {
        for (ModelVersion version : models.versions(model)) {
            Node node = new Node(model, version);
            all.put(node.toString(), node);
            try {
                parents.put(node, models.manifest(model, version).provenance().parents());
            } catch (StoreException e) {
                continue; // no entry: roots() keeps it
            }
        }
    }

    private List<Node> roots(ModelName model) {
        var roots = new ArrayList<Node>();
        models.aliases(model).values().forEach(version -> roots.add(new Node(model, version)));
        List<Node> nodes = all.values().stream()
                .filter(node -> node.model().equals(model))
                .sorted(Comparator.comparing(Node::version))
                .toList();
        List<Node> sound = nodes.stream().filter(parents::containsKey).toList();
        nodes.stream().filter(node -> !parents.containsKey(node)).forEach(roots::add);
        roots.addAll(sound.subList(Math.max(0, sound.size() - keep), sound.size()));
        return roots;
    }

    private Set<Node> withLineage(List<Node> roots) {
        var kept = new HashSet<Node>();
        var open = new ArrayDeque<Node>(roots);
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (kept.add(node)) {
                for (String parent : parents.getOrDefault(node, List.of())) {
                    Node found = all.get(parent);
                    if (found != null) {
                        open.add(found);
                    }
                }
            }
        }
        return kept;
    }
}
