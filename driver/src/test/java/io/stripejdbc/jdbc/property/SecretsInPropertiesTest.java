package io.stripejdbc.jdbc.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Property listings show no key, and ports that cannot be are refused. */
class SecretsInPropertiesTest {
  private static String shown(String url, Properties info) {
    StringBuilder all = new StringBuilder();
    for (DriverPropertyInfo property : DriverPropertyInfos.of(url, info, name -> null)) {
      all.append(property.name).append('=').append(property.value).append('\n');
    }
    return all.toString();
  }

  @Test
  void noPropertyShowsAKeyThatWasTypedIntoIt() {
    for (DriverProperty property : DriverProperty.values()) {
      for (String key : List.of("sk_live_51abcXYZ", "RK_Test_51abcXYZ", "whsec_51abcXYZ")) {
        Properties info = new Properties();
        info.setProperty(property.key(), "x " + key);
        assertFalse(shown("jdbc:stripe:", info).contains("51abcXYZ"), property.key());
        String url = "jdbc:stripe:;" + property.key() + "=" + key;
        assertFalse(shown(url, new Properties()).contains("51abcXYZ"), property.key());
      }
    }
  }

  @Test
  void aKeyWithoutAPrefixOfStripesIsKnownByTheOneThatWasGiven() {
    Properties info = new Properties();
    info.setProperty("password", "odd-key-51abc");
    info.setProperty("proxy", "odd-key-51abc");
    assertFalse(shown("jdbc:stripe:", info).contains("51abc"));
  }

  @Test
  void portsAreChecked() {
    for (String bad :
        List.of(
            "apiBase=https://h.example:0",
            "apiBase=https://h.example:65536",
            "apiBase=https://h.example:99999",
            "apiBase=http://localhost:",
            "proxy=h:0",
            "proxy=h:70000")) {
      SQLException failed =
          assertThrows(
              SQLException.class,
              () -> SettingsReader.read("jdbc:stripe:;apiKey=sk_test_1;" + bad, null, n -> null),
              bad);
      assertEquals("08001", failed.getSQLState());
    }
  }
}
