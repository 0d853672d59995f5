package io.stripejdbc.query.parser;

import java.io.StringReader;
import java.util.BitSet;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.jspecify.annotations.Nullable;

/**
 * Parses a statement, and takes words of the grammar for names where they can be nothing else.
 *
 * <p>The text is read as it stands first. Where that fails, a word there falls back to a name, and
 * the text is read again, as Lemon's {@code %fallback} does for SQLite: so a statement that the
 * grammar reads means what it means to the grammar, and {@code SELECT date, t.order FROM t} is read
 * too.
 */
public final class StatementParser {
  /** Rounds of reading again; a statement with more such names needs quotes. */
  private static final int MOST_NAMES = 256;

  /** How far from where reading stopped the word is looked for: it looks two tokens ahead. */
  private static final int[] NEAR = {0, -1, 1, -2, 2, -3};

  private final SqlTokens tokens;
  private final SqlParser.Config config;

  private StatementParser(SqlTokens tokens, SqlParser.Config config) {
    this.tokens = tokens;
    this.config = config;
  }

  /** What one reading gave: a tree, or the token it stopped at and why. */
  private record Attempt(
      @Nullable SqlNode tree, int stopped, @Nullable SqlParseException failure) {}

  /**
   * The statement.
   *
   * @throws SqlParseException when the text is no statement; its cause is an {@link
   *     UnsupportedSyntax} for what is refused by name
   */
  public static SqlNode parse(SqlTokens tokens, SqlParser.Config config) throws SqlParseException {
    return new StatementParser(tokens, config).parse();
  }

  private SqlNode parse() throws SqlParseException {
    BitSet names = new BitSet();
    Attempt attempt = attempt(names);
    Attempt told = attempt;
    for (int round = 0; attempt.tree == null && round < MOST_NAMES; round++) {
      Attempt better = better(attempt, names);
      if (better == null) {
        break;
      }
      // A name that nothing fits behind was none: SELECT a FROM t WHERE ORDER BY a.
      told = better.stopped > names.length() ? better : told;
      attempt = better;
    }
    if (attempt.tree != null) {
      return attempt.tree;
    }
    throw java.util.Objects.requireNonNull(told.failure);
  }

  /** A reading with one more name, that gets further; null if none does. */
  private @Nullable Attempt better(Attempt last, BitSet names) {
    if (last.stopped < 0) {
      return null;
    }
    Attempt best = null;
    int bestWord = -1;
    for (int distance : NEAR) {
      int word = last.stopped + distance;
      if (!names.get(word < 0 ? 0 : word) && ReservedWords.mayBeName(tokens, word)) {
        names.set(word);
        Attempt attempt = attempt(names);
        names.clear(word);
        boolean further = attempt.stopped > Math.max(last.stopped, word);
        if (attempt.tree != null || (further && (best == null || attempt.stopped > best.stopped))) {
          best = attempt;
          bestWord = word;
        }
        if (attempt.tree != null) {
          break;
        }
      }
    }
    if (best != null) {
      names.set(bestWord);
    }
    return best;
  }

  private Attempt attempt(BitSet names) {
    StripeSqlParserImpl parser = new StripeSqlParserImpl(new StringReader(""));
    parser.token_source = new ReplayedTokens(tokens.copies(names));
    parser.setOriginalSql(tokens.sql());
    parser.setQuotedCasing(config.quotedCasing());
    parser.setUnquotedCasing(config.unquotedCasing());
    parser.setIdentifierMaxLength(config.identifierMaxLength());
    parser.setConformance(config.conformance());
    try {
      return new Attempt(parser.parseSqlStmtEof(), tokens.size(), null);
    } catch (ParseException e) {
      return new Attempt(
          null, SyntaxStop.of(e).number(), new SqlParseException(null, null, null, null, e));
    } catch (UnsupportedSyntax e) {
      return new Attempt(null, -1, new SqlParseException(e.getMessage(), e.pos(), null, null, e));
    } catch (Exception e) {
      return new Attempt(null, -1, parser.normalizeException(e));
    }
  }
}
