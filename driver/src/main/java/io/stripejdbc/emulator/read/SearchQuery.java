package io.stripejdbc.emulator.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.request.ApiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query of the search language: clauses joined by AND or by OR (facts: search). */
record SearchQuery(List<SearchClause> clauses, boolean all) {
  private static final Pattern CLAUSE =
      Pattern.compile(
          "\\s*(-)?([a-z_0-9.]+)(?:\\[[\"']((?:[^\"'\\\\]|\\\\.)*)[\"']\\])?"
              + "(:|~|>=|<=|>|<)"
              + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'|([^\\s\"']+))");
  private static final Pattern JOINT = Pattern.compile("\\s+(?i:(AND|OR)\\s+)?");

  static SearchQuery parse(String list, String text) {
    List<SearchClause> clauses = new ArrayList<>();
    String joint = "";
    int at = 0;
    Matcher clause = CLAUSE.matcher(text);
    while (clause.find(at) && clause.start() == at) {
      clauses.add(SearchClause.of(list, clause));
      at = clause.end();
      Matcher next = JOINT.matcher(text);
      if (at == text.length() || !next.find(at) || next.start() != at) {
        break;
      }
      String word = next.group(1) == null ? "AND" : next.group(1).toUpperCase(Locale.ROOT);
      if (!joint.isEmpty() && !joint.equals(word)) {
        throw invalid("AND and OR may not be mixed");
      }
      joint = word;
      at = next.end();
    }
    if (clauses.isEmpty() || !text.substring(at).isBlank()) {
      throw invalid("at character " + at);
    }
    return new SearchQuery(clauses, !joint.equals("OR"));
  }

  static ApiFailure invalid(String why) {
    return ApiFailure.badRequest(
        "", "query", "We were unable to parse your search query: " + why + ".");
  }

  boolean holds(ObjectNode facts) {
    return all
        ? clauses.stream().allMatch(each -> each.holds(facts))
        : clauses.stream().anyMatch(each -> each.holds(facts));
  }
}
