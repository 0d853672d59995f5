package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A record prints all it has unless it says otherwise; one that has the key must say otherwise. */
class NoKeyInTextsTest {
  private static final String KEY = "sk_test_nobodys";

  @Test
  void noRecordPrintsTheKey() throws ReflectiveOperationException {
    List<Class<?>> keepers = keepers();
    assertFalse(keepers.isEmpty());
    for (Class<?> keeper : keepers) {
      String text = String.valueOf(withKey(keeper).toString());
      assertFalse(text.contains(KEY), text);
    }
    assertEquals(List.of("Api", "SplitUrl", "TransportSettings"), names(keepers));
  }

  private static List<Class<?>> keepers() throws ClassNotFoundException {
    List<Class<?>> keepers = new ArrayList<>();
    for (JavaClass type : ImportedClasses.DRIVER) {
      boolean has =
          type.getAllFields().stream()
              .anyMatch(
                  field ->
                      field.getName().equals("apiKey")
                          && field.getRawType().isEquivalentTo(String.class));
      if (has && type.isRecord()) {
        keepers.add(Class.forName(type.getName()));
      }
    }
    return keepers;
  }

  private static List<String> names(List<Class<?>> types) {
    return types.stream().map(Class::getSimpleName).sorted().toList();
  }

  /** With the key where it belongs and nothing elsewhere. */
  private static Object withKey(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          components[i].getName().equals("apiKey")
              ? KEY
              : Array.get(Array.newInstance(types[i], 1), 0);
    }
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }
}
