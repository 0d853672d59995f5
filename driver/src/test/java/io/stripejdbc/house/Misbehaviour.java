package io.stripejdbc.house;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A way in which a server can answer wrongly or oddly, and what must follow: the right rows, or an
 * error of one of these SQLStates. Where there are none, an error is not good enough.
 *
 * @param name unique, a sentence about the server
 * @param group which statements are run against it
 * @param trick how the answer is changed
 * @param states the SQLStates that an error may have
 * @param unsure ids of rows that may be there or not, for they come or go while the list is read
 * @param order the order in which the server keeps the rows
 * @param named what the message of an error must name, besides table and account
 * @param properties what the URL says besides, each beginning with a semicolon
 */
record Misbehaviour(
    String name,
    Group group,
    Trick trick,
    Set<String> states,
    Set<String> unsure,
    UnaryOperator<List<ObjectNode>> order,
    List<String> named,
    String properties) {

  /** Statements over the same lists. */
  enum Group {
    CHARGES,
    CHARGES_PAGE,
    CHARGES_WHOLE,
    CHARGES_FEW,
    CHARGES_ENDS,
    CHARGES_BY_ID,
    LOOKUP,
    DISPUTES,
    CUSTOMERS,
    DELETED_CUSTOMER,
    INVOICES,
    LINES,
    LINES_WHOLE,
    SUBSCRIPTIONS,
    ITEMS,
    PAYOUTS,
    PRICES,
    ACCOUNTS,
    CONNECTED,
    CONNECTED_WITHOUT_B,
    CAPABILITIES,
    V2,
    SEARCH
  }

  // What is right: the answer to a call as a well-behaved server gives it.
  interface Rightly {
    ServedAnswer answer(ServedCall call);
  }

  // Changes the call before it is answered, or the answer.
  interface Trick {
    ServedAnswer answer(ServedCall call, Rightly rightly);
  }

  static Misbehaviour of(Group group, String name, Trick trick) {
    return new Misbehaviour(
        name, group, trick, Set.of("58030"), Set.of(), rows -> rows, List.of(), "");
  }

  Misbehaviour orState(String... more) {
    Set<String> all = new TreeSet<>(states);
    all.addAll(List.of(more));
    return new Misbehaviour(name, group, trick, all, unsure, order, named, properties);
  }

  /** The same, with other statements, which may be refused. */
  Misbehaviour in(Group other) {
    return new Misbehaviour(
            other + ": " + name, other, trick, states, unsure, order, named, properties)
        .orState("58030");
  }

  Misbehaviour rowsOnly() {
    return new Misbehaviour(name, group, trick, Set.of(), unsure, order, named, properties);
  }

  Misbehaviour unsureOf(Set<String> ids) {
    return new Misbehaviour(name, group, trick, states, ids, order, named, properties);
  }

  Misbehaviour ordered(UnaryOperator<List<ObjectNode>> other) {
    return new Misbehaviour(name, group, trick, states, unsure, other, named, properties);
  }

  Misbehaviour naming(String... words) {
    return new Misbehaviour(name, group, trick, states, unsure, order, List.of(words), properties);
  }

  Misbehaviour under(String more) {
    return new Misbehaviour(name, group, trick, states, unsure, order, named, properties + more);
  }
}
