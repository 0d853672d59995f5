package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a server answers is what was asked, or an error says that it is not: the right rows or
 * 58030, with one worker and with eight, with and without the cache, after few calls, and the right
 * rows again as soon as the server is well.
 */
class MisbehavingServerTest {
  private static final int AT_LEAST = 150;

  /** Part of a name, as a regular expression, to look at some misbehaviours only. */
  private static final Pattern ONLY =
      Pattern.compile(System.getProperty("stripejdbc.misbehaviour", ""));

  @Test
  void theRightRowsOrAnErrorWhateverTheServerDoes() throws InterruptedException {
    List<String> failures = new ArrayList<>();
    ExecutorService runners = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> results = new ArrayList<>();
      for (Misbehaviour misbehaviour : all()) {
        if (ONLY.matcher(misbehaviour.name()).find()) {
          results.add(runners.submit(() -> MisbehaviourTrial.failures(misbehaviour)));
        }
      }
      for (Future<List<String>> result : results) {
        failures.addAll(result.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      runners.shutdownNow();
    }
    assertEquals("", String.join("\n", failures), () -> failures.size() + " failures");
  }

  @Test
  void everyMisbehaviourHasANameOfItsOwn() {
    Set<String> names = new HashSet<>();
    all().forEach(one -> assertTrue(names.add(one.name()), one.name()));
    assertTrue(names.size() >= AT_LEAST, names.size() + " misbehaviours");
  }

  private static List<Misbehaviour> all() {
    return Stream.of(
            OrderMisbehaviours.all(),
            PageMisbehaviours.all(),
            RowMisbehaviours.all(),
            ObjectMisbehaviours.all(),
            BodyMisbehaviours.all(),
            StatusMisbehaviours.all(),
            EmbeddedMisbehaviours.all(),
            AccountMisbehaviours.all(),
            VersionTwoMisbehaviours.all(),
            ContradictoryMisbehaviours.all(),
            ExchangedMisbehaviours.all())
        .flatMap(List::stream)
        .toList();
  }
}
