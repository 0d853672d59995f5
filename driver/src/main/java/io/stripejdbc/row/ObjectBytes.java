package io.stripejdbc.row;

/**
 * The objects of an answer as bytes: JSON on one line, one behind the other.
 *
 * @param json the objects
 * @param ends where each ends
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ObjectBytes(byte[] json, int[] ends) {}
