package dev.fieldmark.api.rest;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a native executable finds what is not in it. */
final class NativeLibraries {
    /** ONNX Runtime's own property; where it is not set, its libraries are sought in the jar, which is not there. */
    private static final String ONNX_RUNTIME_FOLDER = "onnxruntime.native.path";

    private NativeLibraries() {}

    /** ONNX Runtime's libraries stand beside the executable; another folder may be named by its own property. */
    static void besideTheExecutable() {
        ProcessHandle.current()
                .info()
                .command()
                .map(command -> Path.of(command).getParent())
                .filter(folder -> Files.isRegularFile(folder.resolve(System.mapLibraryName("onnxruntime"))))
                .filter(folder -> System.getProperty(ONNX_RUNTIME_FOLDER) == null)
                .ifPresent(folder -> System.setProperty(ONNX_RUNTIME_FOLDER, folder.toString()));
    }
}
