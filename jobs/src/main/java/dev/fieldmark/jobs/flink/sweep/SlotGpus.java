package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.gpu.GpuShare;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.RichSourceReaderContext;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.TaskManagerOptions;

/** The GPUs of a slot's task manager, as Flink's external resources name them ({@code external-resource.gpu.*}). */
final class SlotGpus {
    private static final String RESOURCE = "gpu";
    private static final String INDEX = "index";

    private SlotGpus() {}

    static GpuShare share(SourceReaderContext context) {
        return new GpuShare(indexes(context), context.getConfiguration().get(TaskManagerOptions.NUM_TASK_SLOTS));
    }

    /** Empty where Flink was not asked for any, or found none. */
    private static Set<String> indexes(SourceReaderContext context) {
        return context instanceof RichSourceReaderContext rich
                ? rich.getRuntimeContext().getExternalResourceInfos(RESOURCE).stream()
                        .map(gpu -> gpu.getProperty(INDEX))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
