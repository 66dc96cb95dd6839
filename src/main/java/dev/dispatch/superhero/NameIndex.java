package dev.dispatch.superhero;

import java.util.Arrays;

/**
 * Maps names to slots by open addressing with linear probing: 8 to 16 bytes per name, where a {@code HashMap} takes 60.
 * The names stay in the column which the caller passes.
 */
final class NameIndex {
    static final int ABSENT = -1;

    private static final int MIN_LENGTH = 16;

    private int[] slots = empty(MIN_LENGTH);
    private int size;

    int find(String name, String[] names) {
        return slots[position(name, names)];
    }

    /** Adds a name which must not be present. */
    void add(int slot, String[] names) {
        if (2 * (size + 1) > slots.length) {
            resize(2 * slots.length, names);
        }
        slots[position(names[slot], names)] = slot;
        size++;
    }

    void move(int from, int to, String[] names) {
        slots[position(names[from], names)] = to;
    }

    /** Removes a name which must be present, and closes the gap in its probe sequence. */
    void remove(int slot, String[] names) {
        int gap = position(names[slot], names);
        int mask = slots.length - 1;
        for (int next = (gap + 1) & mask; slots[next] != ABSENT; next = (next + 1) & mask) {
            int wanted = hash(names[slots[next]]) & mask;
            if (((next - wanted) & mask) >= ((next - gap) & mask)) {
                slots[gap] = slots[next];
                gap = next;
            }
        }
        slots[gap] = ABSENT;
        size--;
        if (slots.length > MIN_LENGTH && 8 * size < slots.length) {
            resize(slots.length / 2, names);
        }
    }

    private void resize(int length, String[] names) {
        int[] old = slots;
        slots = empty(length);
        for (int each : old) {
            if (each != ABSENT) {
                slots[position(names[each], names)] = each;
            }
        }
    }

    private int position(String name, String[] names) {
        int mask = slots.length - 1;
        int position = hash(name) & mask;
        while (slots[position] != ABSENT && !names[slots[position]].equals(name)) {
            position = (position + 1) & mask;
        }
        return position;
    }

    private static int hash(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }

    private static int[] empty(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, ABSENT);
        return slots;
    }
}
