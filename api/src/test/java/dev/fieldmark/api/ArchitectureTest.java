package dev.fieldmark.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;

/**
 * The arrows of the service: oip knows rest, both know serve, serve knows onnx, nobody the other way; metrics listen to
 * serve, and settings speak of what serve is told.
 */
@AnalyzeClasses(packages = "dev.fieldmark", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String API = "dev.fieldmark.api.";

    @ArchTest
    static final ArchRule requestsGoDown = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.fieldmark.api..")
            .layer("oip")
            .definedBy(API + "oip")
            .layer("rest")
            .definedBy(API + "rest")
            .layer("serve")
            .definedBy(API + "serve")
            .layer("onnx")
            .definedBy(API + "onnx")
            .layer("metrics")
            .definedBy(API + "metrics")
            .layer("trace")
            .definedBy(API + "trace")
            .layer("config")
            .definedBy(API + "config")
            .whereLayer("oip")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rest")
            .mayOnlyBeAccessedByLayers("oip")
            .whereLayer("serve")
            .mayOnlyBeAccessedByLayers("rest", "oip", "metrics", "config")
            .whereLayer("onnx")
            .mayOnlyBeAccessedByLayers("serve")
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("rest")
            .whereLayer("trace")
            .mayOnlyBeAccessedByLayers("rest", "config")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("rest", "oip");

    @ArchTest
    static final ArchRule onnxRuntimeIsKnownInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(API + "onnx")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule micrometerIsKnownInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(API + "metrics")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule openTelemetryIsKnownInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(API + "trace")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule theFrameworkStaysOutsideOfServing = noClasses()
            .that()
            .resideInAnyPackage(API + "serve", API + "onnx", API + "metrics", API + "trace")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx..");

    @ArchTest
    static final ArchRule trainingIsNotKnown = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.fieldmark.jobs..",
                    "org.apache.flink..",
                    "org.deeplearning4j..",
                    "org.nd4j..",
                    "org.bytedeco..");

    @ArchTest
    static final ArchRule javaObjectsAreNotDeserialised = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.beans.XMLDecoder");
}
