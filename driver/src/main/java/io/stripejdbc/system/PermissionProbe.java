package io.stripejdbc.system;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.catalog.TableSpec.Kind;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.UncachedCallControl;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanConditions;
import io.stripejdbc.scan.ScanExtent;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * Tries tables with the cheapest call there is, one row, to see what the key may read. Stripe has
 * no endpoint that lists the permissions of a key (facts: restricted keys).
 *
 * @param scanner the connection's
 * @param control tells the calls when to stop
 */
public record PermissionProbe(Scanner scanner, CallControl control) {
  /** Name of this object in the {@link DataContext}. */
  public static final String KEY = "stripeProbe";

  static final String PLATFORM = "platform";
  private static final Pattern SLUG = Pattern.compile("\\b[a-z0-9_]+_read\\b");

  /**
   * What came of trying a table.
   *
   * @param verdict {@code readable}, {@code missing permission}, {@code not available}, {@code
   *     off}, {@code refused}, {@code needs a value} or {@code by its parent}
   * @param permission the missing permission, where Stripe names it
   * @param detail what the answer said, null when readable
   */
  record Finding(String verdict, @Nullable String permission, @Nullable String detail) {}

  static PermissionProbe of(DataContext context) {
    Object found = context.get(KEY);
    if (found instanceof PermissionProbe probe) {
      return probe;
    }
    throw new IllegalStateException("no probe in the data context");
  }

  /** A connected account, to try the key's other column of permissions with. */
  Optional<String> connectedAccount(TableSpec accounts) {
    ScanSpec all = spec(accounts, Optional.empty(), -1);
    try (RowCursor rows = scanner.open(all, control)) {
      while (rows.advance()) {
        Object account = rows.row()[0];
        if (account != null && !account.equals(PLATFORM)) {
          return Optional.of(account.toString());
        }
      }
    } catch (DriverFailure e) {
      stopIfAsked(e);
    }
    return Optional.empty();
  }

  /** Whether a table is tried on a connected account too. */
  static boolean isTriedOnConnected(TableSpec table) {
    boolean own = table.kind() == Kind.LIST || table.kind() == Kind.SINGLETON;
    return own && table.api() == ApiGeneration.V1 && table.parents().isEmpty();
  }

  Finding find(TableSpec table, String account) {
    if (!table.required().isEmpty()) {
      return new Finding("needs a value", null, String.join(", ", table.required()));
    }
    if (!table.parents().isEmpty()) {
      return new Finding("by its parent", null, table.parents().get(0).table());
    }
    return find(spec(table, Optional.of(Set.of(account)), 1));
  }

  /**
   * What comes of asking for one object that is computed for a parent; permissions have to be asked
   * for apart, because it is a POST.
   *
   * @param parents the table of the parents
   */
  Finding preview(TableSpec table, TableSpec parents, String account) {
    try {
      Optional<String> parent = firstId(parents, account);
      return parent.isPresent()
          ? find(of(table, account, parent.get()))
          : new Finding("needs a value", null, table.parents().get(0).column());
    } catch (DriverFailure e) {
      stopIfAsked(e);
      return new Finding("by its parent", null, parents.name());
    }
  }

  private Optional<String> firstId(TableSpec table, String account) {
    ScanSpec one = spec(table, Optional.of(Set.of(account)), 1);
    ScanSpec id = columns(one, table.column("id").map(List::of).orElse(List.of()));
    try (RowCursor rows = scanner.open(id, control)) {
      return rows.advance() ? Optional.ofNullable((String) rows.row()[0]) : Optional.empty();
    }
  }

  private static ScanSpec columns(ScanSpec spec, List<ColumnSpec> columns) {
    return new ScanSpec(
        spec.table(),
        columns,
        spec.conditions().withSearches(List.of()),
        spec.extent().withoutFetchHint());
  }

  private static ScanSpec of(TableSpec table, String account, String parent) {
    return new ScanSpec(
        table,
        List.of(table.columns().get(0)),
        ScanConditions.ofAccount(account).withParents(Optional.of(Set.of(parent))),
        ScanExtent.atMost(1));
  }

  private Finding find(ScanSpec spec) {
    try (RowCursor rows = scanner.open(spec, new UncachedCallControl(control))) {
      rows.advance();
      return new Finding("readable", null, null);
    } catch (DriverFailure e) {
      stopIfAsked(e);
      return new Finding(verdict(e.error()), slugs(e.getMessage()), e.getMessage());
    }
  }

  /** One column that needs neither {@code expand} nor {@code include}. */
  private static ScanSpec spec(TableSpec table, Optional<Set<String>> accounts, long limit) {
    List<ColumnSpec> columns = List.of(table.columns().get(0));
    return new ScanSpec(
        table, columns, ScanConditions.NONE.withAccounts(accounts), ScanExtent.atMost(limit));
  }

  private static void stopIfAsked(DriverFailure failure) {
    switch (failure.error()) {
      case CANCELLED, TIMEOUT, REQUEST_BUDGET, KEY_REJECTED, UNREACHABLE -> throw failure;
      default -> {}
    }
  }

  private static String verdict(DriverError error) {
    return switch (error) {
      case PERMISSION_DENIED -> "missing permission";
      case NOT_AVAILABLE -> "not available";
      case SWITCHED_OFF -> "off";
      default -> "refused";
    };
  }

  private static @Nullable String slugs(@Nullable String message) {
    Set<String> slugs = new TreeSet<>();
    Matcher found = SLUG.matcher(message == null ? "" : message);
    while (found.find()) {
      slugs.add(found.group().replaceFirst("^rak_", ""));
    }
    return slugs.isEmpty() ? null : String.join(" or ", slugs);
  }
}
