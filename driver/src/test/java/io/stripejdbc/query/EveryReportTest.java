package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.query.metadata.TableDescription;
import io.stripejdbc.query.metadata.ViewDescriptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every report asks for is what the table in docs/reports.md says, and no more. */
class EveryReportTest extends ReportCase {
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

  /** What a page brings along. */
  private static final Pattern ALONG =
      Pattern.compile("expand\\[\\d+]=(?:data\\.)?([a-z_]+)(?=&|$)");

  /** Calls that say who is there, with a key of test mode the test clocks too. */
  private static final Set<String> WHO = Set.of("account", "accounts", "test_helpers");

  /** Columns by which a period may be given. */
  private static final List<String> PERIODS =
      List.of("month", "day", "created", "payout_created", "arrival_date");

  private record Calls(Set<String> lists, Set<String> lookedUp, Set<String> periods) {}

  private static Map<String, Calls> docs() throws IOException {
    Map<String, Calls> views = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("..", "docs", "reports.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        views.put(
            row.group(1), new Calls(names(row.group(2)), names(row.group(3)), names(row.group(4))));
      }
    }
    return views;
  }

  private static Set<String> names(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What was asked, without ids, parameters and accounts: {@code charges}. */
  private static Set<String> asked() {
    Set<String> asked = new TreeSet<>();
    for (String call : REPORTS.calls()) {
      asked.add(
          call.replaceAll("^[A-Z]+ /(v1/)?", "")
              .replaceAll("[ ?].*", "")
              .replaceAll("^(?!invoices/create|v2)([a-z_]+)/.*", "$1")
              .replaceAll("^(v2/core/accounts)/.*", "$1"));
    }
    for (String call : REPORTS.calls()) {
      Matcher along = ALONG.matcher(call);
      while (along.find()) {
        BundledCatalog.instance()
            .table(along.group(1) + "s")
            .ifPresent(table -> asked.add(table.name()));
      }
    }
    return asked;
  }

  @Test
  void everyReportMakesTheCallsOfTheDocs() throws SQLException, IOException {
    Map<String, Calls> docs = docs();
    assertEquals(
        ViewDescriptions.reports().stream().map(TableDescription::name).sorted().toList(),
        List.copyOf(docs.keySet()));
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Calls> view : docs.entrySet()) {
      REPORTS.forget();
      assertFalse(REPORTS.ask("SELECT * FROM reports." + view.getKey()).isEmpty(), view.getKey());
      Set<String> asked = asked();
      Set<String> missing = new TreeSet<>(view.getValue().lists());
      missing.addAll(view.getValue().lookedUp());
      missing.removeAll(asked);
      asked.removeAll(view.getValue().lists());
      asked.removeAll(view.getValue().lookedUp());
      asked.removeAll(WHO);
      if (!asked.isEmpty() || !missing.isEmpty()) {
        wrong.add(view.getKey() + " also asks for " + asked + " and not for " + missing);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyReportIsExplainedWithoutACall() throws SQLException {
    for (TableDescription view : ViewDescriptions.reports()) {
      REPORTS.forget();
      List<String> lines = REPORTS.ask("EXPLAIN PLAN FOR SELECT * FROM reports." + view.name());
      assertFalse(lines.isEmpty(), view.name());
      assertEquals(List.of(), REPORTS.calls());
    }
  }

  @Test
  void anAccountGivenOnAReportIsTheOnlyOneAsked() throws SQLException {
    String connected = REPORTS.world().connectedAccounts().get(0);
    List<String> wrong = new ArrayList<>();
    for (String account : List.of(World.PLATFORM, connected)) {
      for (TableDescription view : ViewDescriptions.reports()) {
        REPORTS.forget();
        REPORTS.ask(
            "SELECT * FROM reports."
                + view.name()
                + " WHERE connected_account = '"
                + account
                + "'");
        REPORTS.calls().stream()
            .filter(call -> !isAbout(call, account))
            .forEach(call -> wrong.add(view.name() + " of " + account + " asks " + call));
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Fees are on the platform, whoever paid them; who an account is, the platform is asked too. */
  private static boolean isAbout(String call, String account) {
    boolean listsAccounts = call.startsWith("GET /v1/accounts?");
    boolean platforms =
        call.contains("/v1/application_fees")
            || call.equals("GET /v1/accounts/" + account)
            || call.startsWith("GET /v2/core/accounts/" + account);
    return !listsAccounts
        && (platforms || call.endsWith("@" + account) || isPlatform(call, account));
  }

  private static boolean isPlatform(String call, String account) {
    return account.equals(World.PLATFORM) && call.indexOf('@') < 0;
  }

  @Test
  void aPeriodGivenOnAReportReachesTheApi() throws SQLException, IOException {
    Map<String, Calls> docs = docs();
    List<String> wrong = new ArrayList<>();
    for (TableDescription view : ViewDescriptions.reports()) {
      for (String column : PERIODS) {
        if (view.columns().stream().anyMatch(each -> each.name().equals(column))) {
          REPORTS.forget();
          REPORTS.ask(
              "SELECT * FROM reports."
                  + view.name()
                  + " WHERE connected_account = 'platform' AND \""
                  + column
                  + "\" >= TIMESTAMP '2026-10-01 00:00:00'");
          boolean pushed = REPORTS.calls().stream().anyMatch(call -> call.contains("[gte]=179081"));
          if (pushed != docs.get(view.name()).periods().contains(column)) {
            wrong.add(view.name() + "." + column + " is " + (pushed ? "" : "not ") + "pushed");
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }
}
