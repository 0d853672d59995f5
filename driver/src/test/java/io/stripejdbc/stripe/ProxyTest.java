package io.stripejdbc.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.fetch.CallFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a proxy gets to see. */
@Timeout(60)
class ProxyTest extends TransportFixture {
  @Test
  void requestsWithoutTlsAreSentToNoProxy() throws IOException {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        StripeTransport direct = transport(server.base(), proxy)) {
      server.answer(200, "{}");
      assertEquals("{}", direct.send(request(null, "/v1/charges"), TEXT, control).value());
    }
  }

  @Test
  void aProxySeesNothingButTheAddressOfTheApi() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        StripeTransport far = transport("https://api.example", proxy)) {
      CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> first(proxy));
      assertThrows(CallFailure.class, () -> far.send(request(null, "/v1/charges"), TEXT, control));
      String head = seen.get(20, TimeUnit.SECONDS);
      assertTrue(head.startsWith("CONNECT api.example:443"), head);
      assertTrue(!head.contains(KEY) && !head.contains("charges"), head);
    }
  }

  private static String first(ServerSocket proxy) {
    try (Socket link = proxy.accept()) {
      byte[] head = new byte[4096];
      int count = link.getInputStream().read(head);
      return new String(head, 0, count, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static StripeTransport transport(String base, ServerSocket proxy) {
    InetSocketAddress address =
        InetSocketAddress.createUnresolved("127.0.0.1", proxy.getLocalPort());
    return new StripeTransport(
        new TransportSettings(KEY, base, "2026-07-29.dahlia", 2000, 5000, false, address));
  }
}
