package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is public, by name: the API that users program against, and the types that packages show to
 * each other. A new public type is a decision, taken by writing it down here.
 */
class PublicApiTest {
  private static final String ROOT = "io.stripejdbc";

  /** Kept compatible between releases: {@code docs/architecture.md}. */
  private static final Set<String> API =
      Set.of(
          "StripeDriver",
          "StripeDataSource",
          "BaseColumnMetaData",
          "StatementProgress",
          "StatementProgress$Snapshot",
          "StatementProgress$Wait",
          "calcite.StripeSchemaFactory");

  /** Where the types of the API are. */
  private static final Set<String> PACKAGES = Set.of(ROOT, ROOT + ".calcite");

  /** Every public top-level type, one a line, in the order of names. */
  private static final Path LIST =
      Path.of("src/test/resources/io/stripejdbc/house/public-types.txt");

  @Test
  void theApiIsTheseTypes() {
    Set<String> found =
        ImportedClasses.DRIVER.stream()
            .filter(type -> PACKAGES.contains(type.getPackageName()))
            .filter(PublicApiTest::isPublic)
            .map(type -> type.getName().substring(ROOT.length() + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        new TreeSet<>(API),
        found,
        "a type of the API is kept for ever: name it in API, or hide it");
  }

  @Test
  void noSignatureOfTheApiShowsAnotherTypeOfTheDriverOrALibrary() {
    List<String> leaks = new ArrayList<>();
    int members = 0;
    for (JavaClass type : api()) {
      for (JavaMember member : visibleMembers(type)) {
        members++;
        signature(member)
            .filter(used -> !isForUsers(used))
            .forEach(used -> leaks.add(described(member) + " shows " + used.getName()));
      }
      type.getAllRawInterfaces().stream()
          .filter(used -> !isForUsers(used))
          .forEach(used -> leaks.add(type.getName() + " implements " + used.getName()));
    }
    assertTrue(members > 80, members + " public members of the API");
    assertEquals("", String.join("\n", leaks), "types that users cannot name");
  }

  @Test
  void everyPublicTypeIsOnTheList() throws IOException {
    Set<String> found =
        ImportedClasses.DRIVER.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.getEnclosingClass().isEmpty())
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    if (Boolean.getBoolean("stripejdbc.write")) {
      Files.write(LIST, found);
    }
    Set<String> listed = new TreeSet<>(Files.readAllLines(LIST));
    assertEquals(
        "",
        lines("+ ", found, listed) + lines("- ", listed, found),
        "Make it package-private, or write it down: add the lines with +, remove those with -, in "
            + LIST
            + " (-Dstripejdbc.write=true does)");
  }

  private static String lines(String mark, Set<String> of, Set<String> without) {
    return of.stream()
        .filter(name -> !without.contains(name))
        .map(name -> mark + name + "\n")
        .collect(Collectors.joining());
  }

  private static List<JavaClass> api() {
    return ImportedClasses.DRIVER.stream()
        .filter(type -> PACKAGES.contains(type.getPackageName()) && isPublic(type))
        .toList();
  }

  /** Its own and those it inherits from a class of the driver that users cannot name. */
  private static List<JavaMember> visibleMembers(JavaClass type) {
    return type.getAllMembers().stream()
        .filter(member -> member.getOwner().getPackageName().startsWith(ROOT))
        .filter(
            member ->
                member.getModifiers().contains(JavaModifier.PUBLIC)
                    || member.getModifiers().contains(JavaModifier.PROTECTED))
        .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC))
        .toList();
  }

  private static Stream<JavaClass> signature(JavaMember member) {
    Stream<JavaClass> thrown =
        member instanceof JavaCodeUnit code ? code.getExceptionTypes().stream() : Stream.of();
    return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown)
        .map(JavaClass::getBaseComponentType);
  }

  /** A type of the JDK, of the API, or of Calcite's schemas, for which there is the factory. */
  private static boolean isForUsers(JavaClass type) {
    String name = type.getPackageName() + ".";
    return type.isPrimitive()
        || name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("org.apache.calcite.schema.")
        || (PACKAGES.contains(type.getPackageName()) && isPublic(type));
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(PublicApiTest::isPublic).orElse(true);
  }

  private static String described(HasDescription member) {
    return member.getDescription();
  }
}
