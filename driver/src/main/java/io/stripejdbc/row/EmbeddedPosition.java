package io.stripejdbc.row;

/**
 * Where child rows stand inside a parent's object.
 *
 * @param path dotted path
 * @param list whether they are the first page of a list that goes on elsewhere
 */
public record EmbeddedPosition(String path, boolean list) {}
