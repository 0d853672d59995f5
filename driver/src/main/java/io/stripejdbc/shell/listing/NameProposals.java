package io.stripejdbc.shell.listing;

import io.stripejdbc.query.parser.SqlTokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What could go on at the cursor of a statement: columns and tables first, words after them. A pure
 * function of the text and the names there are.
 */
final class NameProposals {
  private static final Set<String> BEFORE_TABLES = Set.of("FROM", "JOIN", "TABLE", "DESCRIBE");

  private static final Set<String> OTHER_CLAUSES = Set.of("SELECT", "WHERE", "BY", "ON", "HAVING");

  private final NameCatalog names;
  private final SqlTokens tokens;
  private final String before;
  private final String typed;
  private final String text;

  private NameProposals(NameCatalog names, String text, int cursor) {
    this.names = names;
    this.tokens = SqlTokens.of(text);
    int start = cursor;
    while (start > 0 && isPart(text.charAt(start - 1))) {
      start--;
    }
    this.text = text.substring(start, cursor);
    this.typed = this.text.toLowerCase(Locale.ROOT);
    this.before = text.substring(0, start);
  }

  /**
   * A proposal.
   *
   * @param text takes the place of the name that is being typed, without what stands before its dot
   * @param kind column, table, schema or word
   */
  record Proposal(String text, String kind) {}

  /** The proposals for a text with its cursor, in the order to show them. */
  static List<Proposal> at(String text, int cursor, NameCatalog names) {
    return new NameProposals(names, text, cursor).all();
  }

  /** The part of a text before the cursor that a proposal takes the place of. */
  static String typed(String upToCursor) {
    int start = upToCursor.length();
    while (start > 0 && isName(upToCursor.charAt(start - 1))) {
      start--;
    }
    return upToCursor.substring(start);
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private static boolean isPart(char c) {
    return isName(c) || c == '.';
  }

  private List<Proposal> all() {
    List<Proposal> all = new ArrayList<>();
    int dot = typed.lastIndexOf('.');
    if (dot >= 0) {
      String owner = typed.substring(0, dot);
      add(all, columnsOf(owner), "column");
      add(all, names.tablesOf(owner).keySet(), "table");
      return all;
    }
    if (!wantsTable()) {
      add(all, columns(), "column");
    }
    add(all, names.tablesOf(names.schema()).keySet(), "table");
    add(all, names.tables().keySet(), "schema");
    add(all, names.words(), "word");
    return all;
  }

  private void add(List<Proposal> all, Collection<String> texts, String kind) {
    String start = typed.substring(typed.lastIndexOf('.') + 1);
    for (String text : texts) {
      if (text.toLowerCase(Locale.ROOT).startsWith(start)) {
        all.add(new Proposal(kind.equals("word") ? asTyped(text) : text, kind));
      }
    }
  }

  /** A word in the letter case that its beginning has. */
  private String asTyped(String word) {
    boolean lower = !text.isEmpty() && text.equals(text.toLowerCase(Locale.ROOT));
    return lower ? word.toLowerCase(Locale.ROOT) : word;
  }

  private boolean wantsTable() {
    SqlTokens left = SqlTokens.of(before);
    int last = left.size() - 1;
    if (BEFORE_TABLES.contains(left.word(last))) {
      return true;
    }
    return left.is(last, ",") && isListOfTables(left, last);
  }

  /** Whether a comma stands behind FROM and before any other clause. */
  private static boolean isListOfTables(SqlTokens left, int comma) {
    for (int i = comma; i >= 0; i--) {
      if (left.word(i).equals("FROM")) {
        return true;
      }
      if (left.is(i, "(") || OTHER_CLAUSES.contains(left.word(i))) {
        return false;
      }
    }
    return false;
  }

  /** Those of the statement's tables; before there are any, of all tables. */
  private Collection<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    tablesByAlias().values().forEach(table -> columns.addAll(names.columnsOf(table)));
    return columns.isEmpty() && !typed.isEmpty() ? names.allColumns() : columns;
  }

  private List<String> columnsOf(String owner) {
    int dot = owner.lastIndexOf('.');
    if (dot >= 0) {
      Map<String, List<String>> tables = names.tablesOf(owner.substring(0, dot));
      return tables.getOrDefault(owner.substring(dot + 1), List.of());
    }
    return names.columnsOf(tablesByAlias().getOrDefault(owner, owner));
  }

  /** The tables that the statement names, by what it calls them. */
  private Map<String, String> tablesByAlias() {
    Map<String, String> tables = new LinkedHashMap<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.word(i).equals("FROM") || tokens.word(i).equals("JOIN")) {
        int at = tokens.is(i + 2, ".") ? i + 3 : i + 1;
        String table = tokens.imageOrEmpty(at).toLowerCase(Locale.ROOT);
        int alias = tokens.word(at + 1).equals("AS") ? at + 2 : at + 1;
        tables.put(table, table);
        tables.put(tokens.word(alias).toLowerCase(Locale.ROOT), table);
      }
    }
    return tables;
  }
}
