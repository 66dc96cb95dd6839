package dev.dispatch.superhero;

import java.text.Normalizer;

/**
 * The identity of a superhero, unique in the cluster: 1 to 64 code points in NFC without surrounding white space,
 * and without control, format, line-separating or unpaired surrogate characters.
 */
public record HeroName(String value) {

    /** The longest name, in code points. */
    public static final int MAX_LENGTH = 64;

    /**
     * A name as somebody typed it, trimmed and normalized.
     *
     * @throws IllegalArgumentException if nothing is left of it, too much is, or it has characters that a name may not have;
     *     the message says which
     */
    public HeroName {
        value = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
        int length = value.codePointCount(0, value.length());
        if (length == 0) {
            throw new IllegalArgumentException("A name must have at least one character that is not white space");
        }
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A name has at most " + MAX_LENGTH + " characters, this one has " + length);
        }
        value.codePoints().filter(HeroName::forbidden).findFirst().ifPresent(character -> {
            throw new IllegalArgumentException(
                    "A name has no control, format or line-separating characters, this one has U+%04X"
                            .formatted(character));
        });
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

    @Override
    public String toString() {
        return value;
    }
}
