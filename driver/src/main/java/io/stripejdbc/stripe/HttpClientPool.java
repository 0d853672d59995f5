package io.stripejdbc.stripe;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client with its connections and threads, made on first use and gone after {@link
 * #close}.
 *
 * <p>HTTP/2 by ALPN over TLS. On plain loopback HTTP/1.1, where the JDK would otherwise ask for an
 * upgrade with every new connection.
 */
final class HttpClientPool implements AutoCloseable {
  private final TransportSettings settings;
  private final ThreadGroup threads = new ThreadGroup("stripe-jdbc-http");
  private @Nullable HttpClient client;
  private @Nullable ThreadPoolExecutor executor;
  private boolean closed;

  HttpClientPool(TransportSettings settings) {
    this.settings = settings;
  }

  /** The client, started if it is not running yet. */
  synchronized HttpClient client() {
    if (closed) {
      throw new IllegalStateException("the transport is closed");
    }
    HttpClient running = client;
    if (running == null) {
      running = start();
      client = running;
    }
    return running;
  }

  private HttpClient start() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 2, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
    executor = pool;
    // The client's selector thread joins the group of the thread that makes the client: that is how
    // close() finds it on a JDK whose HttpClient has no close().
    CompletableFuture<HttpClient> made = new CompletableFuture<>();
    thread(
            () -> {
              try {
                made.complete(build(pool));
              } catch (RuntimeException | Error problem) {
                made.completeExceptionally(problem);
              }
            })
        .start();
    return made.join();
  }

  private HttpClient build(ExecutorService pool) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(settings.apiBase().startsWith("https:") ? Version.HTTP_2 : Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(Duration.ofMillis(settings.connectTimeoutMillis()))
            .executor(pool);
    if (!settings.apiBase().startsWith("https:")) {
      builder.sslContext(WithoutTls.context());
      // What is not encrypted stays on this machine: no proxy sees it, whoever set one.
      builder.proxy(HttpClient.Builder.NO_PROXY);
    } else if (settings.proxy() != null) {
      builder.proxy(ProxySelector.of(settings.proxy()));
    }
    return builder.build();
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(threads, work, "stripe-jdbc-http");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void close() {
    closed = true;
    client = null;
    ThreadPoolExecutor pool = executor;
    if (pool != null) {
      pool.shutdownNow();
    }
    threads.interrupt();
  }
}
