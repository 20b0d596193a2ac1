package dev.fieldmark.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: who may know whom. */
@AnalyzeClasses(packages = "dev.fieldmark", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String JOBS = "dev.fieldmark.jobs.";

    @ArchTest
    static final ArchRule flinkIsKnownInItsOwnPackageAlone = noClasses()
            .that()
            .resideOutsideOfPackage(JOBS + "flink..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule dl4jIsKnownByTheTrainerAndTheExportAlone = noClasses()
            .that()
            .resideOutsideOfPackages(JOBS + "train.dl4j..", JOBS + "onnx..", "org.nd4j..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule onnxRuntimeIsKnownByTheParityCheckAndEvaluationAlone = noClasses()
            .that()
            .resideOutsideOfPackage(JOBS + "onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule theSweepSeesTheJdkAlone = classes()
            .that()
            .resideInAPackage(JOBS + "sweep..")
            .and()
            .resideOutsideOfPackage(JOBS + "sweep.sample..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", JOBS + "sweep..");

    @ArchTest
    static final ArchRule samplersMaySeeHipparchusToo = classes()
            .that()
            .resideInAPackage(JOBS + "sweep.sample..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "org.hipparchus..", JOBS + "sweep..");

    @ArchTest
    static final ArchRule theCommandLineIsKnownByNobody = noClasses()
            .that()
            .resideOutsideOfPackage(JOBS + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", JOBS + "cli..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.fieldmark.jobs.(*)..").should().beFreeOfCycles();
}
