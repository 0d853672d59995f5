package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Records and constructors whose values are told apart by their positions alone have few of them;
 * more are groups with a name.
 */
class ParameterCountTest {
  private static final int MOST = 8;

  /** What has more, and why. */
  private static final Map<String, String> REASONS =
      Map.of(
          "StatementProgress$Snapshot",
          "public API: programs read it by the names of its accessors, and make none",
          "Curation",
          "read by Jackson from the keys of curation.json",
          "Curation$MadeTable",
          "read by Jackson from the keys of curation.json",
          "Curation$TableNotes",
          "read by Jackson from the keys of curation.json",
          "ApiFacts$Endpoint",
          "read by Jackson from the keys of additions.json",
          "ApiFacts$Field",
          "read by Jackson from the keys of curation.json");

  private static final List<JavaClass> CLASSES =
      ImportedClasses.DRIVER_AND_TESTS.stream()
          .filter(c -> !c.isAnonymousClass() && !c.isLocalClass() && !c.isEnum())
          .filter(c -> !c.getPackageName().equals("io.stripejdbc.query.parser.generated"))
          .toList();

  private static Stream<JavaConstructor> longOnes(JavaClass type) {
    return type.getConstructors().stream()
        .filter(c -> !c.getModifiers().contains(JavaModifier.SYNTHETIC))
        .filter(c -> c.getRawParameterTypes().size() > MOST);
  }

  @Test
  void noConstructorTakesMoreThanEightValues() {
    assertEquals(
        List.of(),
        CLASSES.stream()
            .filter(type -> !REASONS.containsKey(shortName(type)))
            .flatMap(ParameterCountTest::longOnes)
            .map(c -> shortName(c.getOwner()) + " takes " + c.getRawParameterTypes().size())
            .sorted()
            .toList(),
        "Put those that belong together into a record of their own");
  }

  @Test
  void everyReasonIsStillNeeded() {
    TreeSet<String> needed = new TreeSet<>();
    CLASSES.stream()
        .filter(type -> longOnes(type).findAny().isPresent())
        .forEach(type -> needed.add(shortName(type)));
    assertEquals(
        List.of(), REASONS.keySet().stream().filter(name -> !needed.contains(name)).toList());
  }

  private static String shortName(JavaClass type) {
    return type.getName().substring(type.getName().lastIndexOf('.') + 1);
  }
}
