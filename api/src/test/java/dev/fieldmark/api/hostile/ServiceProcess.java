package dev.fieldmark.api.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process of the service that this test started. */
record ServiceProcess(ProcessHandle handle) {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static ServiceProcess find() {
        return ProcessHandle.current()
                .descendants()
                .filter(ServiceProcess::serves)
                .findFirst()
                .map(ServiceProcess::new)
                .orElseThrow(() -> new IllegalStateException("this test must run against a started service"));
    }

    private static boolean serves(ProcessHandle process) {
        String command = process.info().commandLine().orElse("");
        return command.contains("fieldmark.store=");
    }

    /** What it holds of the machine's memory, where Linux tells. */
    long residentMebibytes() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/" + handle.pid() + "/status"));
        for (String line : lines) {
            Matcher resident = RESIDENT.matcher(line);
            if (resident.matches()) {
                return Long.parseLong(resident.group(1)) >> 10;
            }
        }
        throw new IOException("the process tells no VmRSS");
    }
}
