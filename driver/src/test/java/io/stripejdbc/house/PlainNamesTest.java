package io.stripejdbc.house;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Names are the terms of SQL, JDBC, Calcite, HTTP and caching. Images that once named something
 * here do not come back, and a simple name stands for one class.
 */
class PlainNamesTest {
  /** Words of names that say what a thing is like, and not what it is. */
  private static final Set<String> IMAGES =
      Set.of(
          "bargain",
          "barren",
          "carrier",
          "carrying",
          "cashier",
          "dice",
          "filler",
          "foresight",
          "gate",
          "harvest",
          "hub",
          "lexeme",
          "loom",
          "octets",
          "patient",
          "payday",
          "purse",
          "recall",
          "roster",
          "softwords",
          "spoilt",
          "story",
          "strand",
          "tape");

  private static final List<JavaClass> CLASSES =
      ImportedClasses.DRIVER_AND_TESTS.stream()
          .filter(c -> !c.isAnonymousClass() && !c.isLocalClass())
          .filter(c -> !c.getPackageName().equals("io.stripejdbc.query.parser.generated"))
          .toList();

  private static Stream<String> words(String name) {
    return Stream.of(name.split("(?<=[a-z0-9])(?=[A-Z])|_|\\$"))
        .map(word -> word.toLowerCase(Locale.ROOT));
  }

  private static boolean isImage(String name) {
    return words(name).anyMatch(word -> IMAGES.contains(word.replaceFirst("s$", "")));
  }

  @Test
  void noClassOrMemberIsNamedByAnImage() {
    TreeSet<String> found = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (isImage(type.getSimpleName())) {
        found.add(type.getName());
      }
      for (JavaMember member : type.getMembers()) {
        if (!member.getName().contains("lambda$") && isImage(member.getName())) {
          found.add(type.getSimpleName() + "." + member.getName());
        }
      }
    }
    assertEquals(Set.of(), found);
  }

  @Test
  void noTwoClassesHaveOneName() {
    List<String> twice =
        CLASSES.stream()
            .filter(c -> c.getEnclosingClass().isEmpty())
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getSimpleName))
            .values()
            .stream()
            .filter(same -> same.size() > 1)
            .map(same -> same.stream().map(JavaClass::getName).toList().toString())
            .toList();
    assertEquals(List.of(), twice);
  }
}
