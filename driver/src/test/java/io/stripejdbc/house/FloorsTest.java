package io.stripejdbc.house;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The floors of the house, as drawn: a room imports only rooms below it, rooms side by side do not
 * know each other, and each library has its rooms.
 */
class FloorsTest {
  private static final String ROOT = "io.stripejdbc";
  private static final String EMULATOR = "emulator";

  /** From the top. Rooms of one line stand side by side. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("shell"),
          List.of("jdbc"),
          List.of("query"),
          List.of("plan", "system"),
          List.of("scan"),
          List.of("cache", "governor", "stripe", "row"),
          List.of("fetch"),
          List.of("catalog"),
          List.of("error"));

  private static final Map<String, Integer> FLOOR_OF = floorOfEachRoom();

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyClassIsInARoomOfTheDrawing() {
    String strays =
        HOUSE.stream()
            .filter(type -> !FLOOR_OF.containsKey(room(type)) && !room(type).equals(EMULATOR))
            .map(JavaClass::getName)
            .sorted()
            .collect(joining("\n"));
    assertEquals("", strays, "classes outside the rooms of FLOORS");
  }

  @Test
  void aRoomImportsOnlyRoomsBelowIt() {
    refuse((from, to) -> floor(from) > floor(to), "import from a floor above");
  }

  @Test
  void roomsSideBySideDoNotKnowEachOther() {
    refuse((from, to) -> floor(from) == floor(to), "import from a room on the same floor");
  }

  @Test
  void theEmulatorStandsAlone() {
    refuse((from, to) -> from.equals(EMULATOR), "the emulator imports another room");
  }

  @Test
  void onlyJdbcStartsTheEmulator() {
    refuse(
        (from, to) -> to.equals(EMULATOR) && !from.equals("jdbc"),
        "the emulator is imported by another room than jdbc");
  }

  @Test
  void calciteStaysInQueryPlanAndSystem() {
    keep(Set.of("query", "plan", "system"), "org.apache.calcite", "com.google.common");
  }

  @Test
  void stripeJavaStaysInStripe() {
    keep(Set.of("stripe"), "com.stripe", "com.google.gson");
  }

  @Test
  void caffeineStaysInCacheAndInQueryForThePlans() {
    keep(Set.of("cache", "query"), "com.github.benmanes.caffeine");
  }

  @Test
  void jacksonStaysInCatalogRowFetchAndEmulator() {
    keep(Set.of("catalog", "row", "fetch", EMULATOR), "com.fasterxml.jackson");
  }

  @Test
  void janinoStaysInQuery() {
    keep(Set.of("query"), "org.codehaus");
  }

  @Test
  void re2StaysInPlan() {
    keep(Set.of("plan"), "com.google.re2j");
  }

  @Test
  void sqlLineStaysInShell() {
    keep(Set.of("shell"), "sqlline", "org.jline");
  }

  @Test
  void everyOtherLibraryIsAStranger() {
    Predicate<JavaClass> known =
        in(
            "java",
            "javax",
            "com.sun.net.httpserver",
            ROOT,
            "org.jspecify.annotations",
            "com.google.errorprone.annotations",
            "org.apache.calcite",
            "com.google.common",
            "com.stripe",
            "com.google.gson",
            "com.google.re2j",
            "com.github.benmanes.caffeine",
            "com.fasterxml.jackson",
            "sqlline",
            "org.jline",
            "org.codehaus");
    expectNone(
        imports().filter(use -> !known.test(target(use))), "a library without a room of its own");
  }

  private static void refuse(BiPredicate<String, String> forbidden, String what) {
    expectNone(
        imports()
            .filter(use -> in(ROOT).test(target(use)))
            .filter(use -> !room(use.getOriginClass()).equals(room(target(use))))
            .filter(use -> forbidden.test(room(use.getOriginClass()), room(target(use)))),
        what);
  }

  private static void keep(Set<String> rooms, String... packages) {
    expectNone(
        imports()
            .filter(use -> in(packages).test(target(use)))
            .filter(use -> !rooms.contains(room(use.getOriginClass()))),
        String.join(", ", packages) + " outside of " + rooms);
  }

  private static void expectNone(Stream<Dependency> uses, String what) {
    String found = uses.map(Dependency::getDescription).distinct().sorted().collect(joining("\n"));
    assertEquals("", found, what);
  }

  private static Stream<Dependency> imports() {
    return HOUSE.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(use -> !target(use).isPrimitive());
  }

  private static JavaClass target(Dependency use) {
    return use.getTargetClass().getBaseComponentType();
  }

  private static Predicate<JavaClass> in(String... packages) {
    return type ->
        Arrays.stream(packages)
            .anyMatch(name -> (type.getPackageName() + ".").startsWith(name + "."));
  }

  /** The driver and the data source, alone in the root package, belong to the room of java.sql. */
  private static String room(JavaClass type) {
    String name = type.getPackageName() + ".";
    int start = ROOT.length() + 1;
    return name.length() == start ? "jdbc" : name.substring(start, name.indexOf('.', start));
  }

  /** The number of the floor from the top. The emulator is on none, so no comparison holds. */
  private static double floor(String room) {
    Integer floor = FLOOR_OF.get(room);
    return floor == null ? Double.NaN : floor;
  }

  private static Map<String, Integer> floorOfEachRoom() {
    Map<String, Integer> floors = new HashMap<>();
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String room : FLOORS.get(floor)) {
        floors.put(room, floor);
      }
    }
    return Map.copyOf(floors);
  }
}
