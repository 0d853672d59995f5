package io.stripejdbc.house;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
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
 * The layers of the driver ("floors") and the packages in them ("rooms"): a package imports only
 * packages of layers below it, packages of one layer do not import each other, and each library is
 * used in its packages alone.
 */
class FloorsTest {
  private static final String ROOT = "io.stripejdbc";
  static final String EMULATOR = "emulator";

  /** The properties of a connection, which both front doors read. */
  private static final String PROPERTIES = "jdbc.property";

  /** From the top. Rooms of one line stand side by side. */
  static final List<List<String>> FLOORS =
      List.of(
          List.of("shell"),
          List.of("jdbc", "calcite"),
          List.of(PROPERTIES),
          List.of("query"),
          List.of("service"),
          List.of("plan", "system"),
          List.of("scan", "attach"),
          List.of("cache", "governor", "stripe", "row"),
          List.of("fetch"),
          List.of("catalog"),
          List.of("error"));

  /** The rooms inside of floors, from the top as well; "" is the floor's own package. */
  static final Map<String, List<List<String>>> ROOMS =
      Map.of(
          "shell",
          List.of(List.of(""), List.of("listing"), List.of("output", "progress", "launch")),
          "jdbc",
          List.of(
              List.of("connection"),
              List.of("statement", "metadata"),
              List.of("result"),
              List.of("value", "unsupported"),
              List.of("")),
          "query",
          List.of(
              List.of("session"),
              List.of("compile", "direct", "metadata"),
              List.of("error"),
              List.of("rewrite"),
              List.of("validate"),
              List.of("parser"),
              List.of("")),
          "plan",
          List.of(
              List.of("view", "attach"),
              List.of("", "schema"),
              List.of("rule"),
              List.of("pass"),
              List.of("rel"),
              List.of("batch"),
              List.of("runtime"),
              List.of("expand"),
              List.of("lookup"),
              List.of("predicate", "function.exact", "memory"),
              List.of("function"),
              List.of("function.operator"),
              List.of("function.aggregate", "function.json"),
              List.of("function.scalar"),
              List.of("function.time")),
          "cache",
          List.of(List.of("disk", "refresh"), List.of(""), List.of("segment"), List.of("file")),
          "scan",
          List.of(
              List.of("execute"),
              List.of("estimate"),
              List.of("refresh"),
              List.of("task"),
              List.of("rows", "window"),
              List.of("request"),
              List.of("")),
          EMULATOR,
          List.of(
              List.of("server"),
              List.of("read", "world.change"),
              List.of("request"),
              List.of("world"),
              List.of("world.simulation", "world.object"),
              List.of("world.model"),
              List.of("api"),
              List.of("")));

  private static final Map<String, Integer> FLOOR_OF = floorOfEachRoom();

  @Test
  void everyClassIsInARoomOfTheDrawing() {
    String strays =
        ImportedClasses.DRIVER.stream()
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
  void everyRoomInsideAFloorIsInTheDrawing() {
    String strays =
        ImportedClasses.DRIVER.stream()
            .filter(type -> !type.getPackageName().equals(ROOT))
            .filter(type -> level(type) < 0)
            .map(JavaClass::getName)
            .sorted()
            .collect(joining("\n"));
    assertEquals("", strays, "classes outside the rooms of ROOMS");
  }

  @Test
  void aRoomInsideAFloorImportsOnlyRoomsBelowIt() {
    expectNone(
        imports()
            .filter(use -> in(ROOT).test(target(use)))
            .filter(use -> isInside(use.getOriginClass()) && isInside(target(use)))
            .filter(use -> room(use.getOriginClass()).equals(room(target(use))))
            .filter(use -> !inner(use.getOriginClass()).equals(inner(target(use))))
            .filter(use -> level(use.getOriginClass()) >= level(target(use))),
        "import from a room above or beside, on the same floor");
  }

  @Test
  void theEmulatorStandsAlone() {
    refuse((from, to) -> from.equals(EMULATOR), "the emulator imports another room");
  }

  @Test
  void onlyServiceStartsTheEmulator() {
    refuse(
        (from, to) -> to.equals(EMULATOR) && !from.equals("service"),
        "the emulator is imported by another room than service");
  }

  @Test
  void calciteStaysInItsRoomAndInQueryPlanAndSystem() {
    keep(Set.of("calcite", "query", "plan", "system"), "org.apache.calcite", "com.google.common");
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
    return ImportedClasses.DRIVER.stream()
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
    if (type.getPackageName().equals(ROOT + "." + PROPERTIES)) {
      return PROPERTIES;
    }
    String name = type.getPackageName() + ".";
    int start = ROOT.length() + 1;
    return name.length() == start ? "jdbc" : name.substring(start, name.indexOf('.', start));
  }

  /** What users see stands alone in the root package, above and below the room of java.sql. */
  private static boolean isInside(JavaClass type) {
    return !type.getPackageName().equals(ROOT);
  }

  /** The room inside its floor, "" for the floor's own package. */
  private static String inner(JavaClass type) {
    String floor = ROOT + "." + room(type);
    return type.getPackageName().equals(floor)
        ? ""
        : type.getPackageName().substring(floor.length() + 1);
  }

  /** The number of the room inside its floor, from the top; -1 for a room that is not drawn. */
  private static int level(JavaClass type) {
    List<List<String>> rooms = ROOMS.getOrDefault(room(type), List.of(List.of("")));
    for (int level = 0; level < rooms.size(); level++) {
      if (rooms.get(level).contains(inner(type))) {
        return level;
      }
    }
    return -1;
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
