/**
 * The menu {@code Plugins>Sfumato}: dialogs and macro functions, each about ten lines around one call of the API.
 *
 * <h2>To add a command</h2>
 *
 * One file: a class that extends {@link sfumato.commands.BaseCommand}, with
 * {@code @Plugin(type = Command.class, headless = true, description = …, menu = …)} and fields. The names of the fields are
 * the options of macros and are public API once released: one word in lower case, no name the tail of another. Every
 * {@code @Parameter} has {@code persist = false} (else a macro without screen takes what a dialog was given last year), a
 * label, and a description, which is the help text. Numbers are boxed (a primitive would silently become 0), images after the
 * first have {@code autoFill = false} (else they become the active image). {@code CommandContractTest} holds all of that.
 * <p>
 * {@code execute} throws {@link java.lang.IllegalArgumentException} or {@link java.io.IOException} with a sentence; what it
 * leaves in outputs is shown. Ranges that a dialog would keep are not kept in a macro: the API checks them.
 * <p>
 * Internal; other programs call {@link sfumato.api}.
 */
package sfumato.commands;
