package dev.dispatch.web.security;

/** Why one is at the page where one logs in, if not by a link. */
enum LoginProblem {
    NEEDED("That needs a login, and was not done. Log in and do it again."),
    WRONG("That is not the password of this cluster.");

    private final String text;

    LoginProblem(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
