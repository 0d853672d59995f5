package io.stripejdbc.emulator.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.Endpoints;
import io.stripejdbc.emulator.api.Shapes;
import io.stripejdbc.emulator.read.BigPages;
import io.stripejdbc.emulator.read.Expansions;
import io.stripejdbc.emulator.read.Previewer;
import io.stripejdbc.emulator.read.Reader;
import io.stripejdbc.emulator.read.Searcher;
import io.stripejdbc.emulator.read.V2Reader;
import io.stripejdbc.emulator.request.Answer;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.Call;
import io.stripejdbc.emulator.request.Route;
import io.stripejdbc.emulator.request.Router;
import io.stripejdbc.emulator.world.World;
import java.util.List;
import java.util.function.Consumer;

/** From a request to its answer, without the wire. */
final class Server {
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build());

  private final World world;
  private final EmulatorOptions options;
  private final Gate gate;
  private final Limiter limiter;
  private final Router router;
  private final Reader reader;
  private final V2Reader v2Reader;
  private final Searcher searcher;
  private final Previewer previewer;
  private final List<BigPages> bigPages;

  Server(World world, Endpoints endpoints, Shapes shapes, EmulatorOptions options) {
    this.world = world;
    this.options = options;
    this.gate = new Gate(options);
    this.limiter = new Limiter(options.rateLimit(), System::nanoTime);
    this.router = new Router(endpoints, shapes);
    Expansions expansions = new Expansions(shapes, endpoints);
    this.reader = new Reader(world, shapes, expansions);
    this.v2Reader = new V2Reader(world);
    this.searcher = new Searcher(world, expansions);
    this.previewer = new Previewer(world, expansions);
    this.bigPages = options.bigTables().stream().map(table -> new BigPages(table, world)).toList();
  }

  /** Checks and answers; {@code wait} is done while the request counts as under way. */
  Answer answer(Call call, Runnable wait) {
    String key = gate.key(call);
    if (Previewer.isPreview(call)) {
      return answer(
          call,
          key,
          Previewer.PATH,
          wait,
          (account, permissions) -> {
            permissions.accept(Previewer.PERMISSION);
            return bytes(previewer.answer(call, account, permissions));
          });
    }
    Route route =
        router.find(call.path()).orElseThrow(() -> ApiFailure.noPath(call.method(), call.path()));
    if (!call.method().equals("GET")) {
      throw new ApiFailure(
          405,
          "invalid_request_error",
          "",
          "",
          "The emulator only answers GET, and POST "
              + Previewer.PATH
              + " ("
              + call.method()
              + ": "
              + call.path()
              + ").");
    }
    return answer(
        call,
        key,
        route.endpoint().path() + (route.one() ? "/one" : ""),
        wait,
        (account, permissions) -> {
          permissions.accept(route.endpoint().permission());
          return body(call, route, account, permissions);
        });
  }

  /** Makes a body for an account, after asking for permissions. */
  private interface Maker {
    byte[] body(String account, Consumer<String> permissions);
  }

  private Answer answer(Call call, String key, String endpoint, Runnable wait, Maker maker) {
    limiter.enter(key, endpoint);
    try {
      wait.run();
      gate.version(call);
      String account = gate.account(call, world, key);
      Consumer<String> permissions = slug -> gate.permission(key, account, slug);
      Answer answer = Answer.json(200, maker.body(account, permissions));
      answer.headers().put("Stripe-Version", options.apiVersion());
      if (!call.account().isEmpty()) {
        answer.headers().put("Stripe-Account", call.account());
      }
      return answer;
    } finally {
      limiter.leave();
    }
  }

  private byte[] body(Call call, Route route, String account, Consumer<String> permissions) {
    Endpoint endpoint = route.endpoint();
    for (BigPages big : bigPages) {
      if (big.answers(route, account)) {
        return route.one() ? big.one(route.id()) : big.page(call, endpoint);
      }
    }
    ObjectNode body =
        switch (endpoint.kind()) {
          case V2LIST ->
              route.one()
                  ? v2Reader.one(call, route, account)
                  : v2Reader.page(call, route, account);
          case LIST ->
              route.one()
                  ? reader.one(call, route, account, permissions)
                  : reader.page(call, route, account, permissions);
          case SINGLETON -> reader.singleton(call, route, account, permissions);
          case SEARCH -> searcher.page(call, endpoint, account, permissions);
        };
    return bytes(body);
  }

  static byte[] bytes(ObjectNode body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
