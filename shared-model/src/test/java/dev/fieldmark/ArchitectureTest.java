package dev.fieldmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What both sides share knows neither of them. */
@AnalyzeClasses(packages = "dev.fieldmark", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule theSharedModelSeesTheJdkJacksonAndJspecifyAlone = classes()
            .that()
            .resideOutsideOfPackage("dev.fieldmark.store.s3..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.imageio..",
                    "org.w3c.dom..",
                    "com.fasterxml.jackson..",
                    "org.jspecify..",
                    "dev.fieldmark.detect..",
                    "dev.fieldmark.domain..",
                    "dev.fieldmark.image..",
                    "dev.fieldmark.store..");

    @ArchTest
    static final ArchRule amazonsSdkIsSeenInOnePackageAlone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.fieldmark.store.s3..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.fieldmark.(*)..").should().beFreeOfCycles();
}
