package io.stripejdbc.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.server.WorldActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A world that goes on by itself does so between requests, at the pace of its clock. */
class WorldActivityTest {
  private static final EmulatorOptions OPTIONS = EmulatorOptions.demo().withScale(0.05);

  private final AtomicReference<Instant> time = new AtomicReference<>(OPTIONS.world().now());

  private Emulator start() {
    return Emulator.start(OPTIONS.withActivity(new WorldActivity(time::get, 6)));
  }

  private static List<JsonNode> told(Emulator emulator) {
    return new EmulatorClient(emulator)
        .all("/v1/events?created[gt]=" + OPTIONS.world().now().getEpochSecond());
  }

  @Test
  void nothingHappensWhileTheClockStands() {
    try (Emulator emulator = start()) {
      assertEquals(List.of(), told(emulator));
      assertEquals(OPTIONS.world().now(), emulator.world().now());
    }
  }

  @Test
  void thingsHappenAtTheirOwnSeconds() {
    try (Emulator emulator = start()) {
      time.set(OPTIONS.world().now().plusSeconds(9));
      assertEquals(List.of(), told(emulator));
      time.set(OPTIONS.world().now().plus(Duration.ofMinutes(10)));
      List<JsonNode> told = told(emulator);
      long seconds = told.stream().map(each -> each.get("created").asLong()).distinct().count();
      assertTrue(seconds > 5, "60 changes, of which the platform sees some: " + seconds);
      for (JsonNode each : told) {
        assertEquals(
            0, (each.get("created").asLong() - OPTIONS.world().now().getEpochSecond()) % 10);
      }
      assertEquals(time.get(), emulator.world().now());
    }
  }

  @Test
  void afterALongPauseOnlyTheLatestIsMadeUpFor() {
    try (Emulator emulator = start()) {
      time.set(OPTIONS.world().now().plus(Duration.ofDays(20)));
      List<JsonNode> told = told(emulator);
      long oldest =
          told.stream()
              .filter(each -> !each.get("type").asText().matches("balance.available|payout.paid"))
              .mapToLong(each -> each.get("created").asLong())
              .min()
              .orElseThrow();
      assertTrue(oldest >= time.get().getEpochSecond() - 5_000, "500 changes in 5000 seconds");
    }
  }
}
