package io.stripejdbc.cache.refresh;

/**
 * An object as Stripe answered it to its id.
 *
 * @param created second in which it was made, {@link
 *     io.stripejdbc.cache.segment.SegmentChunk#UNKNOWN} where it does not say
 * @param json the object
 */
@SuppressWarnings("ArrayRecordComponent")
public // handed on, never compared
record LookedUpObject(String id, long created, byte[] json) {}
