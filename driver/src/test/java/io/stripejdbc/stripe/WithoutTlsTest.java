package io.stripejdbc.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyManagementException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** A client for plain addresses: it speaks to them, and makes no encrypted connection at all. */
class WithoutTlsTest {
  private final HttpClient client =
      HttpClient.newBuilder().sslContext(WithoutTls.context()).build();

  @Test
  void plainAddressesAreReachedAndOthersAreNot() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "://127.0.0.1:" + server.getAddress().getPort() + "/";
      assertEquals(204, client.send(get("http" + address), BodyHandlers.discarding()).statusCode());
      assertThrows(
          IOException.class, () -> client.send(get("https" + address), BodyHandlers.discarding()));
    } finally {
      server.stop(0);
    }
  }

  private static HttpRequest get(String address) {
    return HttpRequest.newBuilder(URI.create(address)).build();
  }

  @Test
  void itCannotBeMadeOneThatTrustsAnybody() {
    SSLContext context = WithoutTls.context();
    assertThrows(KeyManagementException.class, () -> context.init(null, null, null));
    assertThrows(UnsupportedOperationException.class, context::createSSLEngine);
    assertThrows(UnsupportedOperationException.class, context::getSocketFactory);
  }
}
