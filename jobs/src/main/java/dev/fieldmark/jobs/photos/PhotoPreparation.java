package dev.fieldmark.jobs.photos;

import dev.fieldmark.domain.Taxon;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.data.SplitKeys;
import dev.fieldmark.jobs.data.WholeFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How a dataset of photos is made.
 *
 * @param group what the species have in common: {@value #GROUP_RULE}
 * @param validationFraction the default split, > 0 and < 1
 * @param brokenAtMost the share of broken files that is let pass, >= 0 and <= 1
 * @param taxa to keep with the photos
 */
public record PhotoPreparation(String group, double validationFraction, double brokenAtMost, List<Taxon> taxa) {
    /** What the name of a group must be. */
    public static final String GROUP_RULE = "at most 40 small letters, digits and dashes, a letter first";

    public PhotoPreparation {
        if (!isGroup(group)) {
            throw new IllegalArgumentException("group was '" + group + "' but must be " + GROUP_RULE);
        }
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new IllegalArgumentException(
                    "validationFraction was " + validationFraction + " but must be > 0 and < 1");
        }
        if (!(brokenAtMost >= 0 && brokenAtMost <= 1)) {
            throw new IllegalArgumentException("brokenAtMost was " + brokenAtMost + " but must be >= 0 and <= 1");
        }
        taxa = List.copyOf(taxa);
    }

    /** Whether this could be the name of a group. */
    public static boolean isGroup(String name) {
        return name.matches("[a-z][a-z0-9-]{0,39}");
    }

    /**
     * Writes what goes with the shards, and moves the dataset into place.
     *
     * @param summaries of all blocks, in any order
     * @throws BadDataException where too many files were broken, or a species has no photo, or negatives were given and
     *     none can be read
     */
    public PhotoManifest finish(WholeFolder dataset, PhotoBlocks blocks, List<BlockSummary> summaries)
            throws IOException {
        List<BlockSummary> ordered = new ArrayList<>(summaries);
        ordered.sort(Comparator.comparingInt(BlockSummary::block));
        List<BrokenPhoto> broken =
                ordered.stream().flatMap(block -> block.broken().stream()).toList();
        List<PhotoSummary> photos =
                ordered.stream().flatMap(block -> block.photos().stream()).toList();
        check(blocks, photos, broken);
        List<List<PhotoSummary>> groups = NearDuplicates.groups(photos);
        SplitKeys split = PhotoSplit.of(photos, groups);
        List<List<PhotoSummary>> duplicates =
                groups.stream().filter(group -> group.size() > 1).toList();
        PhotoManifest manifest = manifest(blocks, ordered, photos, duplicates, split);
        split.write(dataset.aside());
        PhotoNotes.writeDuplicates(dataset.aside(), duplicates);
        PhotoNotes.writeBroken(dataset.aside(), broken);
        manifest.write(dataset.aside());
        dataset.finish();
        return manifest;
    }

    private void check(PhotoBlocks blocks, List<PhotoSummary> photos, List<BrokenPhoto> broken)
            throws BadDataException {
        PhotoFolder folder = blocks.photos();
        int files = photos.size() + broken.size();
        if (broken.size() > brokenAtMost * files) {
            BrokenPhoto first = broken.get(0);
            throw new BadDataException(String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d files (%.1f%%) were no photos that can be read but at most %.1f%% may be; the first was %s: %s",
                    folder.folder(),
                    broken.size(),
                    files,
                    100.0 * broken.size() / files,
                    100 * brokenAtMost,
                    first.name(),
                    first.reason()));
        }
        for (int i = 0; i < folder.species().size(); i++) {
            Shown species = new Shown.Species(i);
            if (photos.stream().noneMatch(photo -> photo.shows().equals(species))) {
                throw new BadDataException(folder.folder() + ": "
                        + folder.species().get(i) + " had no photo that can be read but must have at least 1");
            }
        }
        if (!blocks.negatives().files().isEmpty()
                && photos.stream().noneMatch(photo -> photo.shows().isNothing())) {
            throw new BadDataException(
                    blocks.negatives().folder() + ": had no photo that can be read but must have at least 1");
        }
    }

    private PhotoManifest manifest(
            PhotoBlocks blocks,
            List<BlockSummary> summaries,
            List<PhotoSummary> photos,
            List<List<PhotoSummary>> duplicates,
            SplitKeys split) {
        List<String> names = blocks.photos().species();
        List<PhotoShard> shards = summaries.stream()
                .filter(block -> !block.photos().isEmpty())
                .map(BlockSummary::shard)
                .toList();
        List<SpeciesCount> species = counts(names, photos, split);
        return new PhotoManifest(
                PhotoManifest.FORMAT_VERSION,
                DatasetKind.SPECIES.label(),
                group,
                blocks.sidePixels(),
                species.stream().mapToInt(SpeciesCount::photos).sum(),
                blocks.files() - photos.size(),
                duplicates.size(),
                duplicates.stream().mapToInt(List::size).sum(),
                species,
                negatives(photos, duplicates, split),
                shards,
                PhotoManifest.contentHash(names, shards),
                validationFraction,
                species.stream().mapToInt(SpeciesCount::trainPhotos).sum(),
                species.stream().mapToInt(SpeciesCount::validationPhotos).sum(),
                split.hash(),
                taxa);
    }

    private List<SpeciesCount> counts(List<String> names, List<PhotoSummary> photos, SplitKeys split) {
        int[][] counts = new int[names.size()][Side.values().length];
        for (int i = 0; i < photos.size(); i++) {
            if (photos.get(i).shows() instanceof Shown.Species species) {
                counts[species.place()][split.side(i, validationFraction).ordinal()]++;
            }
        }
        List<SpeciesCount> species = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            int train = counts[i][Side.TRAIN.ordinal()];
            int validation = counts[i][Side.VALIDATION.ordinal()];
            species.add(new SpeciesCount(names.get(i), train + validation, train, validation));
        }
        return species;
    }

    private NegativeCount negatives(List<PhotoSummary> photos, List<List<PhotoSummary>> duplicates, SplitKeys split) {
        int[] negatives = IntStream.range(0, photos.size())
                .filter(i -> photos.get(i).shows().isNothing())
                .toArray();
        int train = (int) IntStream.of(negatives)
                .filter(i -> split.side(i, validationFraction) == Side.TRAIN)
                .count();
        int doubtful = duplicates.stream()
                .filter(group -> group.stream().anyMatch(photo -> !photo.shows().isNothing()))
                .mapToInt(group -> (int) group.stream()
                        .filter(photo -> photo.shows().isNothing())
                        .count())
                .sum();
        return new NegativeCount(negatives.length, train, negatives.length - train, doubtful);
    }
}
