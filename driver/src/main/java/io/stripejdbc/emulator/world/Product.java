package io.stripejdbc.emulator.world;

/** Something that a seller sells. */
record Product(String id, String name, long created, boolean active, boolean service) {}
