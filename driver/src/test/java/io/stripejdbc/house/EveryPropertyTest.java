package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.StripeDataSource;
import io.stripejdbc.StripeDriver;
import io.stripejdbc.jdbc.property.ConnectionSettings;
import io.stripejdbc.jdbc.property.DriverProperty;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks all properties and says which place was forgotten. */
class EveryPropertyTest {
  private static final Path DOCS = Path.of("..", "docs", "connection-properties.md");

  private static final Map<String, String> FIELDS_OF_ANOTHER_NAME =
      Map.of("onAccountError", "skipRefusedAccounts");

  private static List<String> keys() {
    return Arrays.stream(DriverProperty.values()).map(DriverProperty::key).toList();
  }

  @Test
  void everyPropertyHasARowInTheDocsWithItsDefaultAndChoices() throws IOException {
    List<String> rows =
        Files.readAllLines(DOCS).stream()
            .filter(line -> line.startsWith("| `"))
            .filter(line -> !line.startsWith("| `attach."))
            .toList();
    List<String> documented = rows.stream().map(row -> row.split("`", -1)[1]).toList();
    assertEquals(keys(), documented);
    for (String row : rows) {
      DriverProperty property = DriverProperty.named(row.split("`", -1)[1]).orElseThrow();
      assertTrue(property.standard() == null || row.contains("`" + property.standard() + "`"), row);
      property.choices().forEach(choice -> assertTrue(row.contains("`" + choice + "`"), row));
    }
  }

  @Test
  void everyPropertyIsASettingAndEverySettingAProperty() {
    Set<String> fields =
        Stream.of(ConnectionSettings.class.getRecordComponents())
            .flatMap(group -> Stream.ofNullable(group.getType().getRecordComponents()))
            .flatMap(Stream::of)
            .map(RecordComponent::getName)
            .filter(name -> !name.equals("demo"))
            .collect(Collectors.toSet());
    Set<String> expected =
        keys().stream()
            .map(key -> FIELDS_OF_ANOTHER_NAME.getOrDefault(key, key))
            .collect(Collectors.toSet());
    assertEquals(expected, fields);
  }

  @Test
  void everyPropertyIsSetOnTheDataSource() {
    var setters =
        Stream.of(StripeDataSource.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    for (String key : keys()) {
      String bean = Character.toUpperCase(key.charAt(0)) + key.substring(1);
      assertTrue(setters.contains("set" + bean), "StripeDataSource lacks set" + bean);
      assertTrue(setters.contains("get" + bean), "StripeDataSource lacks get" + bean);
    }
  }

  @Test
  void everyPropertyIsShownToToolsInOrder() {
    DriverPropertyInfo[] infos = new StripeDriver().getPropertyInfo("jdbc:stripe:demo", null);
    assertEquals(keys(), Stream.of(infos).map(info -> info.name).toList());
    for (DriverPropertyInfo info : infos) {
      assertTrue(info.description.length() > 10, info.name);
    }
  }

  @Test
  void everyDefaultIsALegalValue() {
    for (DriverProperty property : DriverProperty.values()) {
      String standard = property.standard();
      assertTrue(standard == null || property.accepts(standard), property.key());
    }
  }

  @Test
  void namesAreFoundInAnyLetterCase() {
    for (DriverProperty property : DriverProperty.values()) {
      assertEquals(property, DriverProperty.named(upper(property.key())).orElseThrow());
    }
  }

  private static String upper(String key) {
    return key.toUpperCase(java.util.Locale.ROOT);
  }
}
