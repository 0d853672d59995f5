package io.stripejdbc.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.change.WorldControl;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A small emulated world that a test changes, and a client that looks at it. */
abstract class ChangingWorldFixture {
  Emulator emulator;
  EmulatorClient client;
  WorldControl control;
  World world;

  @BeforeEach
  void start() {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.1));
    client = new EmulatorClient(emulator);
    control = emulator.control();
    world = emulator.world();
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  static Set<String> types(List<JsonNode> events) {
    return events.stream().map(each -> each.get("type").asText()).collect(Collectors.toSet());
  }

  JsonNode first(String list, Predicate<JsonNode> wanted, String... headers) {
    return client.all(list, headers).stream().filter(wanted).findFirst().orElseThrow();
  }

  String customer(String... headers) {
    return first("/v1/customers", each -> true, headers).get("id").asText();
  }

  static Predicate<JsonNode> has(String field, String value) {
    return each -> each.path(field).asText().equals(value);
  }
}
