package io.stripejdbc.emulator.server;

import com.sun.net.httpserver.HttpServer;
import io.stripejdbc.emulator.api.Endpoints;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.change.WorldControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A local Stripe with a made-up marketplace, on a port of this machine's own. All its threads are
 * daemons; the world is made while the first request is still on its way.
 */
public final class Emulator implements AutoCloseable {
  /** Without it each answer waits 40 ms for an acknowledgement; read once by the JDK's server. */
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final HttpServer http;
  private final ExecutorService threads;
  private final CompletableFuture<World> world;
  private final RequestRecorder recorder = new RequestRecorder();
  private final FaultInjector faults = new FaultInjector();
  private final CountDownLatch closing = new CountDownLatch(1);

  private Emulator(EmulatorOptions options) throws IOException {
    this.threads = Executors.newCachedThreadPool(Emulator::daemon);
    CompletableFuture<RequestDispatcher> server =
        CompletableFuture.supplyAsync(() -> dispatcher(options), threads);
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), 0);
    this.world = server.thenApply(RequestDispatcher::world);
    options.faults().forEach(faults::add);
    http.createContext("/", new HttpFrontend(server::join, options, faults, recorder, closing));
    http.setExecutor(threads);
  }

  private static RequestDispatcher dispatcher(EmulatorOptions options) {
    Endpoints endpoints = Endpoints.load();
    ObjectTypes objectTypes = ObjectTypes.load();
    EmulatorOptions.WorldOptions made = options.world();
    World world =
        new World(endpoints, objectTypes, made.seed(), made.now(), made.scale(), made.accounts());
    return new RequestDispatcher(world, endpoints, objectTypes, options);
  }

  /** Starts on 127.0.0.1 with a free port. */
  public static Emulator start(EmulatorOptions options) {
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
    try {
      Emulator emulator = new Emulator(options);
      emulator.listen();
      return emulator;
    } catch (IOException e) {
      throw new UncheckedIOException("The emulator found no port to listen on", e);
    }
  }

  /** The server's own thread is a daemon when a daemon starts it. */
  private void listen() {
    Thread starter = daemon(http::start);
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "stripe-emulator");
    thread.setDaemon(true);
    return thread;
  }

  /** {@code http://127.0.0.1:port}. */
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** What it was asked, in order of arrival. */
  public List<RecordedRequest> requests() {
    return recorder.all();
  }

  public void clearRequests() {
    recorder.clear();
  }

  /** The objects themselves, to compute with and to change while somebody reads. */
  public World world() {
    return world.join();
  }

  /** Lets the world go on while somebody reads. */
  public WorldControl control() {
    return new WorldControl(world());
  }

  /** Lets something go wrong from now on. */
  public void addFault(FaultRule fault) {
    faults.add(fault);
  }

  public void clearFaults() {
    faults.clear();
  }

  @Override
  public void close() {
    closing.countDown();
    http.stop(0);
    threads.shutdownNow();
  }
}
