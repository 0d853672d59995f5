package io.stripejdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class StripeDataSourceTest {
  private static byte[] bytes(StripeDataSource source) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(source);
    }
    return out.toByteArray();
  }

  private static StripeDataSource read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (StripeDataSource) objects.readObject();
    }
  }

  @Test
  void itConnectsWithUrlAndProperties() throws SQLException {
    StripeDataSource source = new StripeDataSource();
    source.setUrl("jdbc:stripe:demo");
    source.setCache("off");
    source.setMaxRetries(2);
    source.setLoginTimeout(5);
    try (Connection connection = source.getConnection()) {
      assertTrue(connection.isValid(1));
      assertNull(connection.getWarnings());
    }
    source.getConnection("anybody", "sk_test_demo").close();
    assertEquals(5, source.getLoginTimeout());
    assertEquals(2, source.getMaxRetries());
  }

  @Test
  void aBadValueFailsWhenItConnects() throws SQLException {
    StripeDataSource source = new StripeDataSource();
    source.setUrl("jdbc:stripe:demo");
    source.setCache("tape");
    assertEquals("08001", assertThrows(SQLException.class, source::getConnection).getSQLState());
    source.setCache(null);
    source.getConnection().close();
  }

  @Test
  void aForeignUrlIsRefusedAtOnce() {
    assertThrows(SQLException.class, () -> new StripeDataSource().setUrl("jdbc:h2:mem:x"));
    assertThrows(SQLException.class, () -> new StripeDataSource().setUrl(null));
  }

  @Test
  void theKeyOfTheUrlIsTakenOutAndNothingShowsIt() throws SQLException {
    StripeDataSource source = new StripeDataSource();
    source.setUrl("jdbc:stripe:;apiKey=sk_test_topsecret;cache=off");
    assertEquals("jdbc:stripe:;cache=off", source.getUrl());
    assertEquals("sk_test_topsecret", source.getApiKey());
    assertFalse(source.toString().contains("topsecret"));
  }

  @Test
  void itTravelsWithoutItsKey() throws Exception {
    StripeDataSource source = new StripeDataSource();
    source.setUrl("jdbc:stripe:demo;apiKey=sk_test_topsecret;cache=off");
    source.setPassword("sk_test_topsecret");
    source.setMaxConcurrentRequests(3);
    byte[] bytes = bytes(source);
    assertFalse(new String(bytes, StandardCharsets.ISO_8859_1).contains("topsecret"));
    StripeDataSource copy = read(bytes);
    assertEquals(source.getUrl(), copy.getUrl());
    assertEquals(3, copy.getMaxConcurrentRequests());
    assertNull(copy.getApiKey());
    copy.getConnection().close();
  }

  @Test
  void itUnwrapsToItself() throws SQLException {
    StripeDataSource source = new StripeDataSource();
    assertTrue(source.isWrapperFor(DataSource.class));
    assertSame(source, source.unwrap(StripeDataSource.class));
    assertThrows(SQLException.class, () -> source.unwrap(String.class));
  }
}
