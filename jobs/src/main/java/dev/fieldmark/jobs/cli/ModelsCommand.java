package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.onnx.DetectorPackager;
import dev.fieldmark.jobs.onnx.SpeciesPackager;
import dev.fieldmark.store.GarbagePlan;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreException;
import dev.fieldmark.store.StoreLocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark models}: what is in a model store, and which version serves. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | verify | alias | rollback | gc)",
        description = "Shows a model store, checks it, and says which version of a model serves.",
        scope = ScopeType.INHERIT,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:verify found problems, or reading or writing failed",
            "2:bad usage, no such store, model or version, or a damaged one"
        })
public final class ModelsCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--store",
            required = true,
            paramLabel = "STORE",
            description = "The model store: DIR or s3://bucket/prefix.",
            scope = ScopeType.INHERIT)
    @SuppressWarnings("NullAway.Init")
    private StoreLocation store;

    @Option(names = "--json", description = "Prints one JSON document.", scope = ScopeType.INHERIT)
    private boolean json;

    /** A model as {@code list --json} gives it; the last two are absent where the latest version is damaged. */
    record ModelSummary(
            ModelName model,
            List<ModelVersion> versions,
            SortedMap<String, ModelVersion> aliases,
            Optional<Map<String, Double>> latestMetrics,
            Optional<Instant> latestCreatedAt) {}

    /** A version as {@code show --json} gives it. */
    record VersionDetails(List<String> aliases, ModelManifest manifest) {}

    /** What {@code verify --json} gives. */
    record Verification(int versions, List<String> problems) {}

    @Command(name = "list", description = "Lists the models.")
    int list() {
        ModelStore models = open();
        List<ModelSummary> summaries =
                models.models().stream().map(model -> summary(models, model)).toList();
        Table table = Table.of("MODEL", "VERSIONS", "LATEST", "METRIC", "CREATED");
        for (ModelSummary model : summaries) {
            table.row(
                    model.model(),
                    model.versions().size(),
                    Optional.ofNullable(model.aliases().get(ModelStore.LATEST))
                            .map(ModelVersion::toString)
                            .orElse("-"),
                    metric(model.latestMetrics()),
                    model.latestCreatedAt().map(Object::toString).orElse("damaged: models verify says how"));
        }
        print(summaries, table::lines);
        return 0;
    }

    private static ModelSummary summary(ModelStore models, ModelName model) {
        SortedMap<String, ModelVersion> aliases = models.aliases(model);
        Optional<ModelManifest> latest = manifest(models, model, Optional.ofNullable(aliases.get(ModelStore.LATEST)));
        return new ModelSummary(
                model,
                models.versions(model),
                aliases,
                latest.map(ModelManifest::metrics),
                latest.map(ModelManifest::createdAt));
    }

    private static Optional<ModelManifest> manifest(
            ModelStore models, ModelName model, Optional<ModelVersion> version) {
        try {
            return version.map(found -> models.manifest(model, found));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    /**
     * What a version is judged by: of keypoints the error, of species how often the likeliest is right, of
     * detectors how many faces are found.
     */
    private static String metric(Optional<? extends Map<String, Double>> metrics) {
        Optional<String> rmse = metrics.map(all -> all.get(ModelManifest.RMSE_PIXELS))
                .map(pixels -> String.format(Locale.ROOT, "%.3f px", pixels));
        Optional<String> right = metrics.map(all -> all.get(SpeciesPackager.TOP1))
                .map(share -> String.format(Locale.ROOT, "%.1f%% top 1", 100 * share));
        Optional<String> found = metrics.map(all -> all.get(DetectorPackager.RECALL))
                .map(share -> String.format(Locale.ROOT, "%.1f%% found", 100 * share));
        return rmse.or(() -> right).or(() -> found).orElse("-");
    }

    @Command(name = "show", description = "Shows a model's versions, or everything about one.")
    int show(
            @Parameters(paramLabel = "NAME[@VERSION|@ALIAS]", description = "e.g. keypoints@7, keypoints@latest")
                    String name) {
        ModelStore models = open();
        ModelReference reference = reference(name);
        ModelVersion version = reference.in(models);
        if (name.contains("@")) {
            VersionDetails details = details(models, reference.model(), version);
            print(details, () -> VersionText.lines(details));
        } else {
            List<VersionDetails> all = new ArrayList<>();
            Table table = Table.of("VERSION", "ALIASES", "METRIC", "STUDY", "TRIAL", "CREATED");
            for (ModelVersion each : models.versions(reference.model())) {
                if (manifest(models, reference.model(), Optional.of(each)).isEmpty()) {
                    table.row(each, "", "-", "damaged: models verify says how", "-", "");
                    continue;
                }
                VersionDetails details = details(models, reference.model(), each);
                all.add(details);
                table.row(
                        each,
                        String.join(", ", details.aliases()),
                        metric(Optional.of(details.manifest().metrics())),
                        details.manifest().provenance().study(),
                        details.manifest().provenance().trial(),
                        details.manifest().createdAt());
            }
            print(all, table::lines);
        }
        return 0;
    }

    private static VersionDetails details(ModelStore models, ModelName model, ModelVersion version) {
        List<String> aliases = models.aliases(model).entrySet().stream()
                .filter(alias -> alias.getValue().equals(version))
                .map(Map.Entry::getKey)
                .toList();
        return new VersionDetails(aliases, models.manifest(model, version));
    }

    @Command(name = "verify", description = "Reads every byte and lists what is wrong; exit code 1 where anything is.")
    int verify(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "NAME[@VERSION|@ALIAS]",
                            description = "All models where not given.")
                    Optional<String> name) {
        ModelStore models = open();
        int versions = 0;
        List<String> problems = new ArrayList<>();
        if (name.isPresent() && name.get().contains("@")) {
            ModelReference reference = reference(name.get());
            versions = 1;
            problems.addAll(models.verify(reference.model(), reference.in(models)));
        } else {
            List<ModelName> some = name.map(this::reference)
                    .map(reference -> List.of(reference.model()))
                    .orElseGet(models::models);
            for (ModelName model : some) {
                if (models.versions(model).isEmpty()) {
                    throw new StoreException(model + ": no such model in the store");
                }
                versions += models.versions(model).size();
                problems.addAll(models.verify(model));
            }
        }
        int count = versions;
        print(new Verification(count, problems), () -> {
            List<String> lines = new ArrayList<>(problems);
            lines.add(count
                    + (count == 1 ? " version: " : " versions: ")
                    + (problems.isEmpty() ? "sound" : problems.size() + " problems"));
            return lines;
        });
        return problems.isEmpty() ? 0 : 1;
    }

    @Command(name = "alias", description = "Points an alias at a version, in one step.")
    int alias(
            @Parameters(paramLabel = "NAME@VERSION") String name,
            @Parameters(paramLabel = "ALIAS", description = "Lower-case letters, digits, dashes.") String alias) {
        ModelStore models = open();
        ModelReference reference = reference(name);
        ModelVersion version = reference.in(models);
        Optional<ModelVersion> before =
                Optional.ofNullable(models.aliases(reference.model()).get(alias));
        try {
            models.alias(reference.model(), alias, version);
        } catch (IllegalArgumentException e) {
            throw usage(e);
        }
        print(models.aliases(reference.model()), () -> List.of(moved(reference.model(), alias, before, version)));
        return 0;
    }

    @Command(
            name = "rollback",
            description = "Swaps latest and previous, in one step: the version before serves. Again undoes it.")
    int rollback(@Parameters(paramLabel = "NAME") String name) {
        ModelStore models = open();
        ModelName model = reference(name).model();
        SortedMap<String, ModelVersion> after = models.rollback(model);
        print(
                after,
                () -> List.of(
                        moved(model, ModelStore.LATEST, after, ModelStore.PREVIOUS),
                        moved(model, ModelStore.PREVIOUS, after, ModelStore.LATEST)));
        return 0;
    }

    private static String moved(ModelName model, String alias, Map<String, ModelVersion> after, String where) {
        ModelVersion now = Optional.ofNullable(after.get(alias)).orElseThrow();
        return moved(model, alias, Optional.ofNullable(after.get(where)), now);
    }

    private static String moved(ModelName model, String alias, Optional<ModelVersion> before, ModelVersion now) {
        return model + ": " + alias + " is " + now
                + before.map(version -> ", was " + version).orElse(", is new");
    }

    @Command(
            name = "gc",
            description = {
                "Removes versions that nothing needs, and what publishers that died left.",
                "Kept: what an alias points to, the newest versions, and every version from whose weights a kept one started."
            })
    int gc(
            @Option(names = "--dry-run", description = "Only says what would go.") boolean dryRun,
            @Option(
                            names = "--keep",
                            paramLabel = "K",
                            defaultValue = "3",
                            description = "Newest versions of each model to keep, >= 1 (default: ${DEFAULT-VALUE}).")
                    int keep) {
        ModelStore models = open();
        GarbagePlan plan;
        try {
            plan = dryRun ? models.planGarbage(keep) : models.collectGarbage(keep);
        } catch (IllegalArgumentException e) {
            throw usage(e);
        }
        print(plan, () -> {
            List<String> lines = new ArrayList<>();
            plan.removals()
                    .forEach(removal -> lines.add(String.format(
                            Locale.ROOT, "%s  %,d bytes: %s", removal.path(), removal.bytes(), removal.why())));
            lines.add(String.format(
                    Locale.ROOT,
                    "%s %d, %,d bytes",
                    dryRun ? "would remove" : "removed",
                    plan.removals().size(),
                    plan.bytes()));
            return lines;
        });
        return 0;
    }

    private ModelStore open() {
        if (store.isMissing()) {
            throw new StoreException(store + ": is missing but must be the folder of a model store");
        }
        return store.open();
    }

    private ModelReference reference(String name) {
        try {
            return ModelReference.of(name);
        } catch (IllegalArgumentException e) {
            throw usage(e);
        }
    }

    private ParameterException usage(IllegalArgumentException e) {
        return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }

    private void print(Object value, Supplier<List<String>> lines) {
        if (json) {
            spec.commandLine().getOut().println(Json.of(value));
        } else {
            lines.get().forEach(spec.commandLine().getOut()::println);
        }
    }
}
