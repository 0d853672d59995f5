package io.stripejdbc.shell.progress;

/** Whether the line that says how far a statement is may be shown. */
public enum ProgressDisplay {
  /** Errors go to no terminal: there is no line to rewrite. */
  NONE,
  /** Results go into a pipe: once they do, what reads them may draw on the same terminal. */
  UNTIL_RESULTS,
  /** Results go to the terminal too, where the line makes way for them, or into a file. */
  ALWAYS
}
