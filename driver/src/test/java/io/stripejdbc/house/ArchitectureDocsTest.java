package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/architecture.md} against the code: the picture is that of the packages, and every
 * name of a class or a package in it exists.
 */
class ArchitectureDocsTest {
  private static final String ROOT = "io.stripejdbc.";
  private static final Path PICTURE = Path.of("../docs/images/architecture.svg");
  private static final Path DOCUMENT = Path.of("../docs/architecture.md");

  /** What stands between backticks. */
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

  private static final Pattern CLASS = Pattern.compile("(?:[a-z]+\\.)*(?:[A-Z]\\w*[a-z]\\w*\\.?)+");
  private static final Pattern PACKAGE = Pattern.compile("[a-z]+(?:\\.[a-z]+)+");

  @Test
  void thePictureIsThatOfThePackages() throws IOException {
    String picture =
        ArchitecturePicture.of(FloorsTest.FLOORS, FloorsTest.ROOMS, FloorsTest.EMULATOR, "service");
    if (Boolean.getBoolean("stripejdbc.write")) {
      Files.writeString(PICTURE, picture);
    }
    assertEquals(picture, Files.readString(PICTURE), "run with -Dstripejdbc.write=true");
  }

  @Test
  void everyClassNamedInTheDocumentExists() throws IOException {
    Set<String> known =
        ImportedClasses.DRIVER_AND_TESTS.stream()
            .flatMap(ArchitectureDocsTest::names)
            .collect(Collectors.toSet());
    List<String> named = named(CLASS);
    assertTrue(named.size() > 60, named.size() + " classes are named");
    assertEquals(List.of(), named.stream().filter(name -> !known.contains(name)).toList());
  }

  @Test
  void everyPackageNamedInTheDocumentExists() throws IOException {
    Set<String> known =
        ImportedClasses.DRIVER_AND_TESTS.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(ROOT))
            .map(name -> name.substring(ROOT.length()))
            .collect(Collectors.toSet());
    List<String> named =
        named(PACKAGE).stream()
            .filter(name -> FloorsTest.ROOMS.containsKey(name.substring(0, name.indexOf('.'))))
            .toList();
    assertTrue(named.size() > 15, named.size() + " packages are named");
    assertEquals(List.of(), named.stream().filter(name -> !known.contains(name)).toList());
  }

  @Test
  void everyFloorAndEveryRoomIsInTheDocument() throws IOException {
    String document = Files.readString(DOCUMENT);
    Stream<String> floors = FloorsTest.FLOORS.stream().flatMap(List::stream);
    Stream<String> rooms =
        FloorsTest.ROOMS.entrySet().stream()
            .flatMap(
                floor ->
                    floor.getValue().stream()
                        .flatMap(List::stream)
                        .filter(room -> !room.isEmpty())
                        .map(room -> floor.getKey() + "." + room));
    assertEquals(
        List.of(),
        Stream.concat(floors, rooms)
            .filter(name -> !document.contains("`" + name + "`"))
            .sorted()
            .toList());
  }

  /** All names between backticks of one shape. */
  private static List<String> named(Pattern shape) throws IOException {
    return CODE.matcher(Files.readString(DOCUMENT))
        .results()
        .map(found -> found.group(1))
        .filter(name -> shape.matcher(name).matches())
        .distinct()
        .toList();
  }

  /** {@code plan.rel.StripeTableScan} as well as {@code StripeTableScan}. */
  private static Stream<String> names(JavaClass type) {
    String name = type.getName().replace('$', '.');
    String simple = name.substring(type.getPackageName().length() + 1);
    return Stream.of(simple, name, name.substring(ROOT.length()));
  }
}
