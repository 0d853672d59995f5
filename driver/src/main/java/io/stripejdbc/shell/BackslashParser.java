package io.stripejdbc.shell;

import io.stripejdbc.shell.listing.DescribeCommand;
import org.jline.reader.ParsedLine;
import sqlline.SqlLine;
import sqlline.SqlLineParser;

/**
 * SQLLine's parser, for which a line that begins with a backslash is whole as one with {@code !}.
 */
final class BackslashParser extends SqlLineParser {
  BackslashParser(SqlLine sqlLine) {
    super(sqlLine);
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    int start = line.length() - line.stripLeading().length();
    boolean command = DescribeCommand.takes(line.stripLeading());
    String read = command ? line.substring(0, start) + "!" + line.substring(start + 1) : line;
    return super.parse(read, cursor, context);
  }
}
