package io.stripejdbc.examples.benchmarks;

import com.stripe.model.Charge;
import io.stripejdbc.examples.benchmarks.ByHand.Owned;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;

/** The fixed set: each in SQL, by hand into a list, and by hand into H2 where one would. */
enum Question {
  /** A range of one account. */
  MONTH(
      "A month of the platform's payments, by currency",
      "SELECT currency, COUNT(*), SUM(amount) FROM charges WHERE connected_account = 'platform'"
          + " AND status = 'succeeded' AND created >= TIMESTAMP '2026-10-01 00:00:00'"
          + " GROUP BY currency") {
    @Override
    String byHand(ByHand hand) throws Exception {
      return ByHand.sums(rows(hand), Question::succeeded, false);
    }

    @Override
    List<Owned> rows(ByHand hand) throws Exception {
      return hand.charges(List.of("platform"), OCTOBER);
    }
  },

  /** A range of every account. */
  ACCOUNTS(
      "A month of payments of all accounts, by account and currency",
      "SELECT connected_account, currency, COUNT(*), SUM(amount) FROM charges"
          + " WHERE status = 'succeeded' AND created >= TIMESTAMP '2026-10-01 00:00:00'"
          + " GROUP BY connected_account, currency") {
    @Override
    String byHand(ByHand hand) throws Exception {
      return ByHand.sums(rows(hand), Question::succeeded, true);
    }

    @Override
    List<Owned> rows(ByHand hand) throws Exception {
      return hand.charges(hand.accounts(), OCTOBER);
    }
  },

  /** A whole table. */
  EVERYTHING(
      "All payments of the platform, by currency",
      "SELECT currency, COUNT(*), SUM(amount) FROM charges WHERE connected_account = 'platform'"
          + " GROUP BY currency") {
    @Override
    String byHand(ByHand hand) throws Exception {
      return ByHand.sums(rows(hand), charge -> true, false);
    }

    @Override
    List<Owned> rows(ByHand hand) throws Exception {
      return hand.charges(List.of("platform"), 0);
    }
  },

  /** An order with a limit. */
  NEWEST(
      "When the ten newest payments of all accounts were",
      "SELECT CAST(to_unixtime(created) AS BIGINT) AS seconds FROM charges"
          + " ORDER BY created DESC LIMIT 10") {
    @Override
    String byHand(ByHand hand) throws Exception {
      return hand.newest(10);
    }
  },

  /** A join of three lists. */
  DISPUTES(
      "Disputes of the platform with the customer's address",
      "SELECT d.id, cu.email FROM disputes d"
          + " JOIN charges c ON c.connected_account = d.connected_account AND c.id = d.charge"
          + " JOIN customers cu ON cu.connected_account = c.connected_account"
          + " AND cu.id = c.customer WHERE d.connected_account = 'platform'") {
    @Override
    String byHand(ByHand hand) throws Exception {
      return hand.disputes();
    }
  };

  private static final long OCTOBER = Instant.parse("2026-10-01T00:00:00Z").getEpochSecond();

  private final String title;
  private final String sql;

  Question(String title, String sql) {
    this.title = title;
    this.sql = sql;
  }

  String title() {
    return title;
  }

  String sql() {
    return sql;
  }

  abstract String byHand(ByHand hand) throws Exception;

  /** What would be copied into a database, or null where nobody would. */
  List<Owned> rows(ByHand hand) throws Exception {
    return null;
  }

  /** By hand into H2, then the same SQL. Null where nobody would. */
  String byH2(ByHand hand) throws Exception {
    List<Owned> rows = rows(hand);
    if (rows == null) {
      return null;
    }
    try (Connection h2 = Warehouse.of(Warehouse.H2, rows)) {
      return Stand.answer(h2, sql);
    }
  }

  private static boolean succeeded(Charge charge) {
    return charge.getStatus().equals("succeeded");
  }
}
