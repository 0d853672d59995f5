package io.stripejdbc.emulator.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.Endpoints;
import io.stripejdbc.emulator.api.ObjectTypes;
import io.stripejdbc.emulator.read.BigTablePages;
import io.stripejdbc.emulator.read.ExpansionParser;
import io.stripejdbc.emulator.read.InvoicePreviewer;
import io.stripejdbc.emulator.read.SearchReader;
import io.stripejdbc.emulator.read.V1Reader;
import io.stripejdbc.emulator.read.V2Reader;
import io.stripejdbc.emulator.request.ApiCall;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.ApiResponse;
import io.stripejdbc.emulator.request.Route;
import io.stripejdbc.emulator.request.Router;
import io.stripejdbc.emulator.world.World;
import java.util.List;
import java.util.function.Consumer;

/** From a request to its answer, without HTTP. */
final class RequestDispatcher {
  private final World world;
  private final EmulatorOptions options;
  private final Authorizer authorizer;
  private final RateLimiter limiter;
  private final Router router;
  private final V1Reader v1Reader;
  private final V2Reader v2Reader;
  private final SearchReader searchReader;
  private final InvoicePreviewer invoicePreviewer;
  private final List<BigTablePages> bigTablePages;
  private final ActivityRunner activityRunner;

  RequestDispatcher(
      World world, Endpoints endpoints, ObjectTypes objectTypes, EmulatorOptions options) {
    this.world = world;
    this.options = options;
    this.authorizer = new Authorizer(options);
    this.limiter = new RateLimiter(options.transport().rateLimit(), System::nanoTime);
    this.router = new Router(endpoints, objectTypes);
    ExpansionParser expansionParser = new ExpansionParser(objectTypes, endpoints);
    this.v1Reader = new V1Reader(world, objectTypes, expansionParser);
    this.v2Reader = new V2Reader(world);
    this.searchReader = new SearchReader(world, expansionParser);
    this.invoicePreviewer = new InvoicePreviewer(world, expansionParser);
    this.bigTablePages =
        options.bigTables().stream().map(table -> new BigTablePages(table, world)).toList();
    this.activityRunner =
        new ActivityRunner(options.world().activity(), world, options.world().seed());
  }

  /** What the answers are about. */
  World world() {
    return world;
  }

  /** Checks and answers; {@code wait} is done while the request counts as under way. */
  ApiResponse answer(ApiCall call, Runnable wait) {
    String key = authorizer.key(call);
    if (InvoicePreviewer.isPreview(call)) {
      return answer(
          call,
          key,
          InvoicePreviewer.PATH,
          wait,
          (account, permissions) -> {
            permissions.accept(InvoicePreviewer.PERMISSION);
            return JsonTreeWriter.bytes(invoicePreviewer.answer(call, account, permissions));
          });
    }
    Route route =
        router
            .find(call.path())
            .filter(found -> isThere(found.endpoint(), call))
            .orElseThrow(() -> ApiFailure.noPath(call.method(), call.path()));
    if (!call.method().equals("GET")) {
      throw new ApiFailure(
          405,
          "invalid_request_error",
          "",
          "",
          "The emulator only answers GET, and POST "
              + InvoicePreviewer.PATH
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

  /** Whether the version that is asked for has the endpoint. */
  private static boolean isThere(Endpoint endpoint, ApiCall call) {
    return endpoint.since().compareTo(call.header("stripe-version")) <= 0;
  }

  /** Makes a body for an account, after asking for permissions. */
  private interface BodyFactory {
    byte[] body(String account, Consumer<String> permissions);
  }

  private ApiResponse answer(
      ApiCall call, String key, String endpoint, Runnable wait, BodyFactory bodyFactory) {
    limiter.enter(key, endpoint);
    try {
      wait.run();
      authorizer.version(call);
      String account = authorizer.account(call, world, key);
      Consumer<String> permissions = slug -> authorizer.permission(key, account, slug);
      activityRunner.catchUp();
      byte[] body = world.reading(() -> bodyFactory.body(account, permissions));
      ApiResponse response = ApiResponse.json(200, body);
      String version = call.header("stripe-version");
      response
          .headers()
          .put("Stripe-Version", version.isEmpty() ? options.access().apiVersion() : version);
      if (!call.account().isEmpty()) {
        response.headers().put("Stripe-Account", call.account());
      }
      return response;
    } finally {
      limiter.leave();
    }
  }

  private byte[] body(ApiCall call, Route route, String account, Consumer<String> permissions) {
    Endpoint endpoint = route.endpoint();
    for (BigTablePages big : bigTablePages) {
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
                  ? v1Reader.one(call, route, account, permissions)
                  : v1Reader.page(call, route, account, permissions);
          case OBJECT ->
              endpoint.v2()
                  ? v2Reader.one(call, route, account)
                  : v1Reader.one(call, route, account, permissions);
          case SINGLETON -> v1Reader.singleton(call, route, account, permissions);
          case SEARCH -> searchReader.page(call, endpoint, account, permissions);
        };
    return JsonTreeWriter.bytes(body);
  }
}
