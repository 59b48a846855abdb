package org.optimizerstudy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.FileOutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.optimizerstudy.optimizer.RuleDescription;

/**
 * One direction of flow: cli, execution, training, engine, then what it is made of, then the
 * experiment.
 */
@AnalyzeClasses(packages = "org.optimizerstudy", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "org.optimizerstudy.";

  private static final SliceAssignment TOP_LEVEL_CLASSES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
          String name = javaClass.getName();
          return name.matches(
                  "org\\.optimizerstudy\\.(statistics|metrics|claims|figures|publishing)\\..*")
              ? SliceIdentifier.of(name.replaceFirst("\\$.*", ""))
              : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
          return "top-level classes of statistics, metrics, claims, figures and publishing";
        }
      };

  /**
   * Reports and the live view read results alone, but for figure 1, which shows the data itself.
   */
  @ArchTest
  static final ArchRule PACKAGES_DEPEND_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("cli")
          .definedBy(ROOT + "cli..")
          .layer("live")
          .definedBy(ROOT + "live..")
          .layer("publishing")
          .definedBy(ROOT + "publishing..")
          .layer("figures")
          .definedBy(ROOT + "figures..")
          .layer("claims")
          .definedBy(ROOT + "claims..")
          .layer("metrics")
          .definedBy(ROOT + "metrics..")
          .layer("statistics")
          .definedBy(ROOT + "statistics..")
          .layer("execution")
          .definedBy(ROOT + "execution..")
          .layer("training")
          .definedBy(ROOT + "training..")
          .layer("network")
          .definedBy(ROOT + "network..")
          .layer("optimizer")
          .definedBy(ROOT + "optimizer..")
          .layer("engine")
          .definedBy(ROOT + "engine..")
          .layer("natives")
          .definedBy(ROOT + "natives..")
          .layer("data")
          .definedBy(ROOT + "data..")
          .layer("results")
          .definedBy(ROOT + "results..")
          .layer("experiment")
          .definedBy(ROOT + "experiment..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("live")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("publishing")
          .mayOnlyBeAccessedByLayers("cli", "live")
          .whereLayer("figures")
          .mayOnlyBeAccessedByLayers("cli", "live", "publishing")
          .whereLayer("claims")
          .mayOnlyBeAccessedByLayers("cli", "publishing")
          .whereLayer("metrics")
          .mayOnlyBeAccessedByLayers("claims", "cli", "execution", "figures", "live", "publishing")
          .whereLayer("statistics")
          .mayOnlyBeAccessedByLayers("claims", "figures", "metrics", "publishing")
          .whereLayer("execution")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("training")
          .mayOnlyBeAccessedByLayers("cli", "execution")
          .whereLayer("network")
          .mayOnlyBeAccessedByLayers("engine", "training")
          .whereLayer("optimizer")
          .mayOnlyBeAccessedByLayers("claims", "cli", "engine", "network", "publishing", "training")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("cli", "execution", "training")
          .whereLayer("data")
          .mayOnlyBeAccessedByLayers(
              "cli", "engine", "execution", "figures", "publishing", "training")
          .whereLayer("natives")
          .mayOnlyBeAccessedByLayers("cli", "engine", "execution", "results", "training")
          .whereLayer("results")
          .mayOnlyBeAccessedByLayers(
              "claims",
              "cli",
              "engine",
              "execution",
              "figures",
              "live",
              "metrics",
              "publishing",
              "training");

  /** What judges results knows of the rules their words alone, not what computes them. */
  @ArchTest
  static final ArchRule CLAIMS_AND_REPORTS_READ_DESCRIPTIONS_OF_RULES =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "claims..", ROOT + "figures..", ROOT + "publishing..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "optimizer..").and(not(assignableTo(RuleDescription.class))));

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  /** A class and those nested in it are one slice; in these packages no two need each other. */
  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_CLASSES =
      slices().assignedFrom(TOP_LEVEL_CLASSES).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule EXPERIMENTS_AND_RESULTS_KNOW_NO_DL4J =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "experiment..",
              ROOT + "results..",
              ROOT + "claims..",
              ROOT + "metrics..",
              ROOT + "statistics..",
              ROOT + "figures..",
              ROOT + "publishing..",
              ROOT + "live..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.datavec..");

  /** The seam knows no engine; an engine is found by its name in META-INF/services. */
  @ArchTest
  static final ArchRule THE_SEAM_KNOWS_NO_ENGINE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "engine")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "engine.*..");

  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_ENGINES =
      slices().matching(ROOT + "engine.(*)..").should().beFreeOfCycles();

  /** Besides the seam: what computes is known by its key alone. */
  @ArchTest
  static final ArchRule ENGINES_ARE_KNOWN_BY_KEY =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "engine.*..");

  /** Of DL4J the configurations of networks and updaters are shared, and of ND4J the arrays. */
  @ArchTest
  static final ArchRule ENGINES_KEEP_THEIR_LIBRARIES =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "engine..")
          .and()
          .doNotHaveSimpleName("NativeLibraries") // asks oneDNN for the instruction set
          .and()
          .doNotHaveSimpleName("FastUpdaters") // installs the vectorised rules in a network
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.deeplearning4j.nn.multilayer..",
                  "org.deeplearning4j.nn.layers..",
                  "org.bytedeco.dnnl..",
                  "org.bytedeco.cuda..",
                  "org.bytedeco.opencl..",
                  "org.nd4j.jita.."));

  @ArchTest
  static final ArchRule COMMANDS_AND_EXECUTION_KNOW_NO_DL4J =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "cli..", ROOT + "execution..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.deeplearning4j..", "org.nd4j..", "org.datavec..", "org.bytedeco..");

  /** What these read makes objects of any class: a checkpoint is data. Models are only written. */
  @ArchTest
  static final ArchRule NO_JAVA_DESERIALIZATION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .orShould()
          .callMethodWhere(
              target(owner(nameMatching("org\\.deeplearning4j\\.util\\.ModelSerializer")))
                  .and(not(target(nameMatching("writeModel")))));

  /** Names, links and half-written files are one class's concern. */
  @ArchTest
  static final ArchRule ONE_CLASS_WRITES_RESULTS =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "results..",
              ROOT + "statistics..",
              ROOT + "metrics..",
              ROOT + "claims..",
              ROOT + "figures..",
              ROOT + "publishing..",
              ROOT + "execution..")
          .and()
          .doNotHaveSimpleName("SafeDirectory")
          .should()
          .callMethodWhere(
              target(owner(type(Files.class)))
                  .and(
                      target(
                          nameMatching(
                              "write.*|delete.*|create.*|move|copy|newOutputStream|newB.*"))))
          .orShould()
          .callMethod(FileChannel.class, "open", Path.class, OpenOption[].class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(FileOutputStream.class);

  /**
   * Text in files and ids does not depend on the default locale: numbers and letters are formatted
   * for {@code Locale.ROOT}. Messages of commands do not, either: {@code Study.main} sets {@code
   * Locale.ROOT}. Methods that create an exception are exempt.
   */
  @ArchTest
  static final ArchRule PUBLISHED_TEXT_KNOWS_NO_LOCALE =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "experiment..",
              ROOT + "results..",
              ROOT + "statistics..",
              ROOT + "metrics..",
              ROOT + "claims..",
              ROOT + "figures..",
              ROOT + "publishing..",
              ROOT + "live..")
          .should()
          .callMethodWhere(
              new DescribedPredicate<JavaMethodCall>("formats for the default locale") {
                @Override
                public boolean test(JavaMethodCall call) {
                  return FORMATTING.contains(call.getTarget().getName())
                      && !call.getTarget().getRawParameterTypes().stream()
                          .anyMatch(type -> type.isEquivalentTo(Locale.class))
                      && call.getTargetOwner().getPackageName().matches("java\\.(lang|io|text)")
                      && call.getOrigin().getConstructorCallsFromSelf().stream()
                          .noneMatch(made -> made.getTargetOwner().isAssignableTo(Throwable.class));
                }
              });

  private static final Set<String> FORMATTING =
      Set.of("format", "formatted", "printf", "toLowerCase", "toUpperCase");

  @ArchTest
  static final ArchRule NO_STATIC_MUTABLE_STATE = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule NO_UTIL_OR_MANAGER =
      classes().should().haveNameNotMatching(".*(Utils?|Helper|Manager)");
}
