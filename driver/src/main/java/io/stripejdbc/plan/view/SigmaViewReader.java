package io.stripejdbc.plan.view;

import io.stripejdbc.plan.view.SigmaViewSpec.Accounts;
import io.stripejdbc.plan.view.SigmaViewSpec.ColumnNames;
import io.stripejdbc.plan.view.SigmaViewSpec.Expression;
import io.stripejdbc.plan.view.SigmaViewSpec.Join;
import io.stripejdbc.plan.view.SigmaViewSpec.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code sigma/views.txt}: a directive a line, one that begins with blanks goes on with the
 * line above; what the directives are is said at the top of the file.
 */
final class SigmaViewReader {
  private final List<SigmaViewSpec> views = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private String name = "";
  private @Nullable Rows rows;
  private Map<String, String> renamed = new HashMap<>();
  private List<Map.Entry<String, String>> prefixes = new ArrayList<>();
  private Set<String> without = new HashSet<>();
  private @Nullable String only;
  private List<Join> joins = new ArrayList<>();
  private List<Expression> expressions = new ArrayList<>();
  private @Nullable String metadataKey;
  private @Nullable String remarks;

  private SigmaViewReader() {}

  /**
   * The file's contents.
   *
   * @param views tables, in the order of the file
   * @param ids fields of the API that hold an id and are named with {@code _id} in Sigma, besides
   *     those the catalogue knows as references
   */
  record SigmaViews(List<SigmaViewSpec> views, Set<String> ids) {}

  static SigmaViews bundled() {
    return read(ViewResource.text("/io/stripejdbc/sigma/views.txt"));
  }

  static SigmaViews read(String text) {
    SigmaViewReader reader = new SigmaViewReader();
    directives(text).forEach(reader::directive);
    reader.end();
    return new SigmaViews(List.copyOf(reader.views), Set.copyOf(reader.ids));
  }

  private static List<String> directives(String text) {
    List<String> directives = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ")) {
        directives.add(directives.remove(directives.size() - 1) + " " + line.strip());
      } else {
        directives.add(line.strip());
      }
    }
    return directives;
  }

  private void directive(String line) {
    int blank = line.indexOf(' ');
    String said = line.substring(blank + 1).strip();
    switch (line.substring(0, blank)) {
      case "ids" -> ids.addAll(words(said));
      case "view" -> view(said, Accounts.BOTH);
      case "connected" -> view(said, Accounts.CONNECTED);
      case "own" -> view(said, Accounts.OWN);
      case "shared" -> view(said, Accounts.NONE);
      case "is" -> remarks = said;
      case "metadata" -> metadataKey = said;
      case "rename" -> renamed.put(words(said).get(0), words(said).get(1));
      case "prefix" -> prefixes.add(Map.entry(words(said).get(0), words(said).get(1)));
      case "without" -> without.addAll(words(said));
      case "only" -> only = said;
      case "join" -> join(said);
      case "column" -> expressions.add(expression(said));
      default -> throw new IllegalStateException("No directive of a view: " + line);
    }
  }

  /** {@code name of table}, or {@code name from (query)}. */
  private void view(String said, Accounts accounts) {
    end();
    List<String> words = words(said);
    name = words.get(0);
    String source = said.substring(name.length() + words.get(1).length() + 2);
    rows =
        words.get(1).equals("of")
            ? new Rows(source, null, accounts)
            : new Rows(null, source, accounts);
  }

  /** {@code alias: table or query ON condition}. */
  private void join(String said) {
    int colon = said.indexOf(':');
    int on = said.lastIndexOf(" ON ");
    joins.add(
        new Join(
            said.substring(0, colon),
            said.substring(colon + 1, on).strip(),
            said.substring(on + " ON ".length())));
  }

  /** {@code name TYPE = expression -- remarks}. */
  private static Expression expression(String said) {
    int equals = said.indexOf(" = ");
    int comment = said.lastIndexOf(" -- ");
    String declared = said.substring(0, equals) + ": " + said.substring(comment + 4);
    return new Expression(
        ViewFileReader.column(declared), said.substring(equals + 3, comment).strip());
  }

  private void end() {
    if (rows != null) {
      prefixes.sort(Comparator.comparing(prefix -> -prefix.getKey().length()));
      views.add(
          new SigmaViewSpec(
              name,
              rows,
              new ColumnNames(
                  Map.copyOf(renamed), List.copyOf(prefixes), Set.copyOf(without), only),
              List.copyOf(joins),
              List.copyOf(expressions),
              metadataKey,
              remarks));
    }
    renamed = new HashMap<>();
    prefixes = new ArrayList<>();
    without = new HashSet<>();
    only = null;
    joins = new ArrayList<>();
    expressions = new ArrayList<>();
    metadataKey = null;
    remarks = null;
  }

  private static List<String> words(String said) {
    return List.of(said.split(" +"));
  }
}
