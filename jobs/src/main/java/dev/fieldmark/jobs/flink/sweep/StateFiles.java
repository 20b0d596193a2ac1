package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.files.FileLocation;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The training states that a reader's checkpoints refer to. A file goes once neither the reader nor a checkpoint that
 * may still be restored needs it. Should it be needed all the same (an old savepoint), training starts afresh: slower,
 * never wrong.
 */
final class StateFiles {
    private static final long NEVER = -1;

    private final int kept;
    private final Map<String, Long> lastNeededBy = new HashMap<>();
    private final Deque<Long> completed = new ArrayDeque<>();

    /** @param kept checkpoints, counted from the newest, whose files stay; >= 1 */
    StateFiles(int kept) {
        this.kept = kept;
    }

    void add(String file) {
        lastNeededBy.putIfAbsent(file, NEVER);
    }

    void snapshot(long checkpoint, Set<String> needed) {
        needed.forEach(file -> lastNeededBy.put(file, checkpoint));
    }

    void completed(long checkpoint, Set<String> neededNow) throws IOException {
        completed.add(checkpoint);
        while (completed.size() > kept) {
            completed.remove();
        }
        long oldest = completed.element();
        Iterator<Map.Entry<String, Long>> files = lastNeededBy.entrySet().iterator();
        while (files.hasNext()) {
            Map.Entry<String, Long> file = files.next();
            if (!neededNow.contains(file.getKey()) && file.getValue() < oldest) {
                FileLocation.of(file.getKey()).delete();
                files.remove();
            }
        }
    }
}
