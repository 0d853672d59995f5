package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.query.metadata.TableDescription;
import io.stripejdbc.query.metadata.ViewDescriptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages on reports: every view has its section, and every query in them runs on the demo. */
class ReportDocsTest extends ReportCase {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)\\n```", Pattern.DOTALL);

  @Test
  void everyViewHasItsSection() throws IOException {
    String page = read("reports.md");
    for (TableDescription view : ViewDescriptions.reports()) {
      assertTrue(page.contains("\n### " + view.name() + "\n"), view.name());
    }
  }

  @Test
  void everyQueryRuns() throws IOException, SQLException {
    for (String page : List.of("reports.md", "coming-from.md", "connect.md")) {
      List<String> queries = queries(read(page));
      assertFalse(queries.isEmpty(), page);
      for (String query : queries) {
        REPORTS.ask(query);
      }
    }
  }

  private static List<String> queries(String page) {
    List<String> queries = new ArrayList<>();
    for (Matcher block = SQL.matcher(page); block.find(); ) {
      queries.addAll(List.of(block.group(1).split(";\\s*\\n")));
    }
    return queries;
  }

  private static String read(String page) throws IOException {
    return Files.readString(DOCS.resolve(page), StandardCharsets.UTF_8);
  }
}
