package dev.fieldmark.jobs.onnx;

import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_RDWR;

import dev.fieldmark.jobs.backbone.BackboneException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.bytedeco.hdf5.H5File;
import org.bytedeco.javacpp.PointerScope;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.modelimport.keras.Hdf5Archive;
import org.deeplearning4j.nn.modelimport.keras.KerasModel;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;

/** A net that Keras 2 saved whole in HDF5 ({@code model.save("net.h5")}), read by DL4J's importer. */
record KerasFile(Path path) {
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final String CONFIG = "model_config";
    private static final String VERSION = "keras_version";
    private static final String WEIGHTS = "model_weights/";

    static boolean isHdf5(byte[] file) {
        return Arrays.equals(file, 0, Math.min(file.length, HDF5.length), HDF5, 0, HDF5.length);
    }

    /** @throws BackboneException where it is no such file */
    KerasConfig config() throws BackboneException {
        org.bytedeco.hdf5.Exception.dontPrint();
        try (var archive = new Hdf5Archive(path.toString())) {
            if (!archive.hasAttribute(CONFIG)) {
                throw new BackboneException("file was HDF5 without " + CONFIG
                        + " but must have the whole net, not its weights alone: save it with model.save('net.h5')");
            }
            String version = archive.readAttributeAsString(VERSION);
            if (!version.startsWith("2.")) {
                throw new BackboneException("file was saved by Keras " + version
                        + " but must be by Keras 2, as TensorFlow up to 2.15 has it, or the package tf-keras:"
                        + " save it there, or convert it with tf2onnx");
            }
            return KerasConfig.read(archive.readAttributeAsJson(CONFIG));
        } catch (UnsupportedKerasConfigurationException | RuntimeException e) {
            throw noNet(e);
        }
    }

    /** Drops the weights of these layers from the file: the importer takes no others than the net has. */
    void drop(Set<String> layers) throws BackboneException {
        try (var scope = new PointerScope()) {
            var file = new H5File(path.toString(), H5F_ACC_RDWR());
            layers.stream().map(WEIGHTS::concat).filter(file::exists).forEach(file::unlink);
        } catch (RuntimeException e) {
            throw noNet(e);
        }
    }

    private static BackboneException noNet(Exception e) {
        return new BackboneException("file was HDF5 but must be a net that Keras saved: " + e, e);
    }

    /**
     * The net as DL4J runs it, channels last.
     *
     * @param config its own
     * @param shape of the pictures: height, width, channels
     */
    ComputationGraph read(KerasConfig config, int[] shape) throws BackboneException {
        try (var importer = new KerasModel().modelBuilder()) {
            return importer.modelJson(config.json(shape))
                    .weightsHdf5Filename(path.toString())
                    .buildModel()
                    .getComputationGraph();
        } catch (IOException
                | InvalidKerasConfigurationException
                | UnsupportedKerasConfigurationException
                | RuntimeException e) {
            throw new BackboneException("file was refused by Deeplearning4j's importer of Keras nets: " + e, e);
        }
    }
}
