package io.stripejdbc.jdbc.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.StripeDataSource;
import io.stripejdbc.StripeDriver;
import io.stripejdbc.attach.AttachmentSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class AttachmentPropertiesTest {
  private static List<AttachmentSettings> read(String url, Map<String, String> properties)
      throws SQLException {
    Properties info = new Properties();
    properties.forEach(info::setProperty);
    return SettingsReader.read(url, info, name -> null).settings().attachments();
  }

  @Test
  void urlAndPropertiesAreReadInAnyLetterCaseAndTheUrlWins() throws SQLException {
    List<AttachmentSettings> attached =
        read(
            "jdbc:stripe:demo;ATTACH.shop=\"jdbc:h2:mem:a;INIT=x\";attach.SHOP.user=sa",
            Map.of(
                "attach.shop",
                "jdbc:other:",
                "Attach.Shop.Password",
                " x ",
                "attach.b",
                "jdbc:b:"));
    assertEquals(List.of("b", "shop"), attached.stream().map(AttachmentSettings::name).toList());
    assertEquals("jdbc:h2:mem:a;INIT=x", attached.get(1).url());
    assertEquals("sa", attached.get(1).user());
    assertEquals(" x ", attached.get(1).password());
  }

  @Test
  void whatCannotBeIsRefusedWithTheNameOfTheProperty() {
    for (String wrong :
        List.of(
            "attach.stripe=jdbc:h2:mem:",
            "attach.Reports=jdbc:h2:mem:",
            "attach.SYSTEM=jdbc:h2:mem:",
            "attach.sigma=jdbc:h2:mem:",
            "attach.information_schema=jdbc:h2:mem:",
            "attach.=jdbc:h2:mem:",
            "attach.1a=jdbc:h2:mem:",
            "attach.a-b=jdbc:h2:mem:",
            "attach.shop.user=sa",
            "attach.shop.pasword=topsecret",
            "attach.shop.=jdbc:h2:mem:",
            "attach.shop=topsecret",
            "attach.shop=jdbc:stripe:demo",
            "attach.shop=jdbc:h2:mem:;password=topsecret",
            "attach.shop=jdbc:h2:mem:;attach.SHOP=jdbc:h2:mem:b",
            "attach.shop=jdbc:nosuch:x?password=topsecret")) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () -> DriverManager.getConnection("jdbc:stripe:demo;" + wrong).close(),
              wrong);
      assertEquals("08001", refused.getSQLState(), wrong);
      assertFalse(refused.getMessage().contains("topsecret"), refused.getMessage());
    }
  }

  @Test
  void aMissingDriverIsNamedWithWhatToDo() {
    SQLException refused =
        assertThrows(
            SQLException.class,
            () ->
                DriverManager.getConnection(
                    "jdbc:stripe:demo;attach.shop=jdbc:mysql://db.example.com/shop"));
    assertTrue(refused.getMessage().contains("attach.shop"), refused.getMessage());
    assertTrue(refused.getMessage().contains("com.mysql:mysql-connector-j"), refused.getMessage());
    assertTrue(refused.getMessage().contains("--driver-path"), refused.getMessage());
  }

  @Test
  void secretsOfUrlsAreHiddenHoweverTheyStandThere() {
    for (String url :
        List.of(
            "jdbc:postgresql://h/db?user=u&password=topsecret",
            "jdbc:postgresql://u:topsecret@h/db",
            "jdbc:sqlserver://h;user=u;password=topsecret;encrypt=true",
            "jdbc:oracle:thin:scott/topsecret@h:1521/x",
            "jdbc:mysql://h/db?sslKeyPassword=topsecret",
            "jdbc:snowflake://h/?token=topsecret",
            "jdbc:h2:mem:;PASSWORD=topsecret")) {
      AttachmentSettings settings = new AttachmentSettings("shop", url, null, null, null);
      assertFalse(settings.toString().contains("topsecret"), settings.toString());
      assertFalse(settings.redact("refused: topsecret is wrong").contains("topsecret"), url);
      assertTrue(settings.hasSecretInUrl(), url);
    }
    AttachmentSettings plain = new AttachmentSettings("shop", "jdbc:h2:mem:x", "u", "pw", null);
    assertEquals("jdbc:h2:mem:x", plain.shownUrl());
    assertEquals("no *** here", plain.redact("no pw here"));
  }

  @Test
  void aPasswordIsShownNowhere() throws SQLException {
    String url =
        "jdbc:stripe:demo;attach.shop=\"jdbc:h2:mem:secrets;USER=sa;PASSWORD=topsecret\";"
            + "attach.two=jdbc:h2:mem:two;attach.two.user=sa;attach.two.password=topsecret";
    for (DriverPropertyInfo info : new StripeDriver().getPropertyInfo(url, null)) {
      assertFalse(String.valueOf(info.value).contains("topsecret"), info.name);
    }
    assertEquals(
        5,
        Arrays.stream(new StripeDriver().getPropertyInfo(url, null))
                .filter(info -> info.name.startsWith("attach."))
                .count()
            + 1);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, \"value\" FROM system.properties WHERE name LIKE 'attach.%'")) {
      int found = 0;
      while (rows.next()) {
        found++;
        assertFalse(String.valueOf(rows.getString(2)).contains("topsecret"), rows.getString(1));
      }
      assertEquals(8, found);
      assertFalse(connection.getMetaData().getURL().contains("topsecret"));
      assertFalse(connection.toString().contains("topsecret"));
    }
  }

  @Test
  void aDataSourceKeepsWhatItsUrlAttaches() throws SQLException {
    StripeDataSource source = new StripeDataSource();
    source.setUrl("jdbc:stripe:demo;attach.shop=\"jdbc:h2:mem:kept;USER=sa;PASSWORD=topsecret\"");
    assertFalse(source.getUrl().contains("topsecret"));
    assertFalse(source.toString().contains("topsecret"));
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      assertTrue(rows.next());
      connection.setSchema("shop");
      assertEquals("shop", connection.getSchema());
    }
  }
}
