package dev.dispatch.superhero;

import java.text.Normalizer;

/**
 * The identity of a hero, unique in the cluster: 1 to 64 code points in NFC, without surrounding white space and without
 * control, format, line-separating or unpaired surrogate characters. Joiners between two visible characters are allowed: they are part of
 * emoji and of words in some languages.
 */
public record HeroName(String value) {
    /** In code points. */
    public static final int MAX_LENGTH = 64;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /**
     * Trims and normalizes a name.
     *
     * @throws IllegalArgumentException if the name is empty, too long or contains a forbidden character; the message says which
     */
    public HeroName {
        value = normalize(value);
        int length = value.codePointCount(0, value.length());
        if (length == 0) {
            throw new IllegalArgumentException("A name must have at least one character that is not white space");
        }
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A name has at most " + MAX_LENGTH + " characters, but this one has " + length);
        }
        int[] characters = value.codePoints().toArray();
        for (int place = 0; place < length; place++) {
            if (forbidden(characters[place]) && !joins(characters, place)) {
                throw new IllegalArgumentException(
                        "A name has no control, format or line-separating characters, but this one has U+%04X"
                                .formatted(characters[place]));
            }
        }
    }

    /** Trims and normalizes a name or a part of one, without a check. Lookups normalize as well, so every spelling finds the hero. */
    public static String normalize(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    }

    private static boolean forbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static boolean joins(int[] characters, int place) {
        boolean joiner = characters[place] == ZERO_WIDTH_JOINER || characters[place] == ZERO_WIDTH_NON_JOINER;
        return joiner
                && place > 0
                && place < characters.length - 1
                && visible(characters[place - 1])
                && visible(characters[place + 1]);
    }

    private static boolean visible(int character) {
        return !forbidden(character) && !Character.isSpaceChar(character);
    }

    @Override
    public String toString() {
        return value;
    }
}
