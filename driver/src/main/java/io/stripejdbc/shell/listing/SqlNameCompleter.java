package io.stripejdbc.shell.listing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/** Completion on the terminal: names and words in SQL, SQLLine's own for its commands. */
public final class SqlNameCompleter implements Completer {
  private final Completer commands;
  private final Supplier<@Nullable Connection> connection;
  private @Nullable NameCatalog names;
  private @Nullable Connection namesOf;

  /**
   * Creates one.
   *
   * @param commands what completes commands with {@code !}
   * @param connection the current one, null without one
   */
  public SqlNameCompleter(Completer commands, Supplier<@Nullable Connection> connection) {
    this.commands = commands;
    this.connection = connection;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String text = line.line();
    if (text.stripLeading().startsWith("!") && !text.stripLeading().startsWith("!sql")) {
      commands.complete(reader, line, candidates);
      return;
    }
    NameCatalog catalog = catalog();
    if (catalog == null) {
      return;
    }
    String word = line.word().substring(0, line.wordCursor());
    String kept = word.substring(0, word.length() - NameProposals.typed(word).length());
    int sort = 1;
    for (NameProposals.Proposal proposal : proposals(text, line.cursor(), catalog)) {
      String value = kept + proposal.text();
      candidates.add(
          new Candidate(value, proposal.text(), group(proposal), null, null, null, true, sort++));
    }
  }

  /** Groups are shown in the order of their names. */
  private static String group(NameProposals.Proposal proposal) {
    return switch (proposal.kind()) {
      case "column" -> "columns";
      case "table" -> "tables";
      case "schema" -> "tables: schemas";
      default -> "words";
    };
  }

  private static List<NameProposals.Proposal> proposals(
      String text, int cursor, NameCatalog catalog) {
    if (DescribeCommand.takes(text.stripLeading())) {
      return NameProposals.at("FROM " + text.substring(0, cursor), cursor + 5, catalog).stream()
          .filter(proposal -> !proposal.kind().equals("word"))
          .toList();
    }
    return NameProposals.at(text, cursor, catalog);
  }

  private @Nullable NameCatalog catalog() {
    Connection current = connection.get();
    try {
      if (current != null && (names == null || namesOf != current)) {
        names = NameCatalog.of(current);
        namesOf = current;
      }
      return current == null ? null : names;
    } catch (SQLException e) {
      return null;
    }
  }
}
